// What somebody was typing when his session ended, or sent when the collector could not take it, is kept in this tab and stands there again when he comes back. Passwords and files are not kept.
(() => {
  const KEY = 'edgenoc-draft';
  const LONGEST = 30 * 60 * 1000;
  const person = document.body.dataset.person;
  const read = () => { try { return JSON.parse(sessionStorage.getItem(KEY)); } catch { return null; } };
  const write = (draft) => { try { sessionStorage.setItem(KEY, JSON.stringify(draft)); } catch { /* A browser that keeps nothing. */ } };
  const drop = () => { try { sessionStorage.removeItem(KEY); } catch { /* Then there is none. */ } };
  const page = () => location.pathname + location.search;
  const forms = () => [...document.forms].filter((form) => form.method === 'post');
  const fields = (form) => [...form.elements].filter((one) => one.name && /^(TEXTAREA|SELECT|INPUT)$/.test(one.tagName) && !/^(password|hidden|file|submit|button)$/.test(one.type));

  let draft = read();
  const failed = document.querySelector('[data-failed]');
  if (!person || failed) {
    // The door, or a page that says what went wrong: what was kept a moment ago was cut short.
    if (draft) write({ ...draft, isCut: true });
    if (draft && failed) { failed.hidden = false; failed.querySelector('a').href = draft.page; }
    return;
  }

  if (draft && (!draft.isCut || draft.person !== person || Date.now() - draft.at > LONGEST)) { drop(); draft = null; }
  if (draft && draft.page === page()) {
    const form = forms()[draft.form];
    if (form && fields(form).length === draft.values.length) {
      fields(form).forEach((one, i) => {
        const [name, value, isChecked] = draft.values[i];
        if (one.name !== name) return;
        if (one.type === 'checkbox' || one.type === 'radio') one.checked = isChecked;
        else one.value = value;
      });
      const said = document.createElement('p');
      said.className = 'alert alert-info';
      said.setAttribute('role', 'status');
      said.dataset.kept = '';
      said.textContent = document.body.dataset.wordKept;
      form.before(said);
      for (let outer = form.parentElement; outer; outer = outer.parentElement) if (outer.tagName === 'DETAILS') outer.open = true;
      said.scrollIntoView({ block: 'center' });
    }
    drop();
  }

  // The form that was written in last; those of the header have nothing to keep.
  let edited = null;
  document.addEventListener('input', (e) => { if (e.target.form?.method === 'post') edited = e.target.form; });
  addEventListener('pagehide', () => {
    const at = forms().indexOf(edited);
    if (at < 0) return;
    write({ person, page: page(), at: Date.now(), form: at, values: fields(edited).map((one) => [one.name, one.value, one.checked === true]) });
  });
})();
