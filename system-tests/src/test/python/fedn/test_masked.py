"""The suite's own reports cannot show a token or a secret."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from masked import Masked

SECRET = "a-secret-that-must-not-show"


@pytest.mark.parametrize("form", [repr, str, "{}".format, "{!r}".format, lambda m: f"{[m]}"])
def test_no_textual_form_of_a_masked_string_shows_it(
    form: Callable[[Masked], str],
) -> None:
    """`repr` is what pytest writes; the others are what a message might use."""
    assert SECRET not in form(Masked(SECRET))


def test_a_failed_assertion_does_not_show_what_is_masked() -> None:
    """The path on which a token would most likely reach a report."""
    with pytest.raises(AssertionError) as failure:
        assert {"token": Masked(SECRET)} == {"token": Masked("other")}
    assert SECRET not in str(failure.value)
