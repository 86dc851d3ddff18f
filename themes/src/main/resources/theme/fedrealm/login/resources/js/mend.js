// What Keycloak's templates leave out for screen readers and keyboards, added on the page, so that
// the templates need not be copied. The pages work without it.

for (const group of document.querySelectorAll('.pf-v5-c-form__group')) {
  const field = group.querySelector('input:not([type="hidden"], [type="checkbox"])');
  const label = group.querySelector('label');
  if (field && label && field.labels.length === 0) {
    label.htmlFor = field.id; // it names a field that is not there
  }
  const error = group.querySelector('[id^="input-error-"]:not([id^="input-error-container-"])');
  if (field && error && !field.hasAttribute('aria-describedby')) {
    field.setAttribute('aria-describedby', error.id);
  }
}

for (const element of document.querySelectorAll('[tabindex]')) {
  if (element.tabIndex > 0) {
    element.removeAttribute('tabindex'); // it takes the element out of the order that one reads in
  }
}
