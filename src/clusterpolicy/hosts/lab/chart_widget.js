// Behind the page's chart.js: what JupyterLab's widget asks for.
export default {
  async render({ model, el }) {
    const box = document.createElement('div');
    box.className = 'clusterpolicy-chart';
    box.setAttribute('role', 'img');
    box.style.width = '100%';
    el.append(box);
    const look = () => (document.body.dataset.jpThemeLight === 'false' ? 'dark' : 'light');
    const chart = new ChartView(box, model.get('specs'), {
      look,
      formatLocale: model.get('format_locale'),
      onPick: key => { model.set('picked', key); model.save_changes(); },
    });
    const show = () => { box.setAttribute('aria-label', model.get('alt')); return chart.show(model.get('rows')); };
    model.on('change:rows', show);
    const themes = new MutationObserver(() => chart.refresh());
    themes.observe(document.body, { attributes: true, attributeFilter: ['data-jp-theme-light'] });
    await show();
    return () => themes.disconnect();
  },
};
