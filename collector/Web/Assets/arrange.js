// Dragging somebody from one list to another is marking him and pressing the button between: whoever has no mouse does that.
(() => {
  const root = () => document.getElementById('arrange');
  let from = null;

  const over = (target) => {
    const place = target.closest?.('[data-drop], [data-into="group"]');
    if (!place || !from || place.dataset.drop === from) return null;
    return place;
  };
  const clear = () => { for (const one of document.querySelectorAll('.dropping')) one.classList.remove('dropping'); };

  document.addEventListener('dragstart', (e) => {
    const item = e.target.closest?.('.pane-list li');
    if (!item) return;
    from = item.closest('[data-pane]').dataset.pane;
    const mark = item.querySelector('input');

    // Whoever is marked comes along with one that is; one that is not comes alone.
    if (!mark.checked) for (const other of item.parentElement.querySelectorAll('input:checked')) other.checked = false;
    mark.checked = true;
    e.dataTransfer.effectAllowed = 'move';
    e.dataTransfer.setData('text/plain', mark.value);
  });
  document.addEventListener('dragover', (e) => {
    const place = over(e.target);
    if (!place) return;
    e.preventDefault();
    if (!place.classList.contains('dropping')) { clear(); place.classList.add('dropping'); }
  });
  document.addEventListener('dragend', () => { from = null; clear(); });
  document.addEventListener('drop', (e) => {
    const place = over(e.target);
    if (!place) return;
    e.preventDefault();
    for (const other of root().querySelectorAll('[data-pane]:not([data-pane="' + from + '"]) input[type="checkbox"]')) other.checked = false;
    const button = place.dataset.into === 'group' ? place : root().querySelector('[data-into="' + place.dataset.drop + '"]');
    from = null;
    clear();
    button.click();
  });

  // Another group is shown when it is chosen, without the button that says so.
  document.addEventListener('change', (e) => { if (e.target.matches('#arrange [data-again]')) e.target.closest('[data-pane]').querySelector('button[value="show"]').click(); });
  document.addEventListener('change', (e) => { if (e.target.closest('#choice')) e.target.form.submit(); });
})();
