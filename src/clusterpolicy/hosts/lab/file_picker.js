// A file picker that sends a file to the kernel, and of one that is too large its size alone: a long message ends the connection.
export default {
  render({ model, el }) {
    const label = el.appendChild(Object.assign(document.createElement('label'), { textContent: `${model.get('label')} ` }));
    const input = label.appendChild(Object.assign(document.createElement('input'), { type: 'file', accept: model.get('accept') }));
    input.addEventListener('change', async () => {
      const [file] = input.files;
      if (!file) return;
      const content = file.size <= model.get('maximum') ? [await file.arrayBuffer()] : [];
      model.send({ name: file.name, size: file.size }, undefined, content);
      // The same file can be chosen again once it is mended.
      input.value = '';
    });
  },
};
