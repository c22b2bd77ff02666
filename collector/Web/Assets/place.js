// Who stands where the customer is has his phone say where that is. Only over TLS does a browser tell.
(() => {
  if (!navigator.geolocation || !isSecureContext) return;
  for (const button of document.querySelectorAll('[data-here]')) {
    button.hidden = false;
    button.addEventListener('click', () => {
      button.disabled = true;
      navigator.geolocation.getCurrentPosition((found) => {
        button.disabled = false;
        for (const [key, value] of [['latitude', found.coords.latitude], ['longitude', found.coords.longitude]]) button.form.elements[key].value = value.toFixed(6);
      }, () => { button.disabled = false; }, { enableHighAccuracy: true, timeout: 20000 });
    });
  }
})();
