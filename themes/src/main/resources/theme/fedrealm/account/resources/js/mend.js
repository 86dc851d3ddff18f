// Names for controls that the account console leaves without one. The console draws its pages
// itself, so each change is looked at again.

const text = (name) => document.querySelector(`meta[name="${name}"]`).content;

function name(element, label) {
  if (element.getAttribute('aria-label') !== label) {
    element.setAttribute('aria-label', label);
  }
}

function mend() {
  for (const button of document.querySelectorAll('.pf-v5-c-menu-toggle')) {
    const shown = button.textContent.trim();
    const label = button.getAttribute('aria-label') ?? '';
    if (!shown && !label) {
      name(button, text('fl-more'));
    } else if (label && !label.includes(shown)) {
      button.dataset.flLabel ??= label;
      name(button, `${button.dataset.flLabel}: ${shown}`);
    }
  }
  for (const box of document.querySelectorAll('input[id$="-checkbox-directMembership"]')) {
    name(box, text('fl-direct-membership'));
  }
}

new MutationObserver(mend).observe(document.getElementById('app'), { childList: true, subtree: true, characterData: true });
mend();
