"""FLNet's Python tool logs a developer in with the client that the template has for it."""

from conftest import CALLBACK


def test_the_tool_gets_a_token_of_its_own_client(setup, logged_in):
    claims = logged_in[0]["claims"]

    assert claims["azp"] == setup["clientId"]
    assert claims["iss"] == setup["realmUrl"]
    assert claims["typ"] == "Bearer"


def test_the_token_is_for_the_database_api_and_for_nobody_else(logged_in):
    assert logged_in[0]["claims"]["aud"] == "database-api"


def test_the_token_names_the_person_and_exactly_the_persons_roles(setup, logged_in):
    claims = logged_in[0]["claims"]

    assert claims["preferred_username"] == setup["username"]
    assert claims["realm_access"]["roles"] == setup["roles"]
    assert "groups" not in claims


def test_the_browser_ends_at_the_page_of_the_tool(logged_in):
    page = logged_in[1]

    assert page["address"] == CALLBACK
    assert page["status"] == 200
    assert "Login successful" in page["html"]


def test_the_backend_knows_the_person(setup, logged_in):
    answer = logged_in[0]["answers"][f"{setup['service']}/cohorts/me"]

    assert answer == {"status": 200, "body": {"user": setup["username"], "roles": setup["roles"]}}


def test_the_backend_refuses_what_the_person_may_not(setup, logged_in):
    assert logged_in[0]["answers"][f"{setup['service']}/apps/audit"]["status"] == 403


def test_the_frontends_client_which_is_the_tools_default_gets_no_token(tool):
    assert tool.fail_to_log_in(client_id="frontend")

    page = tool.page()
    assert page["status"] == 400
    assert "redirect_uri" in page["html"]
