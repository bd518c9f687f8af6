"use strict";

// The texts of an article in its form: what is typed in each language, wherever the editor has it.
const Texts = {
  languages: ["kk", "ru", "en"],
  parts: ["title", "slug", "lead", "body", "quote", "quoted", "about_us", "press_contact"],

  field(language, part) {
    return document.getElementById("article_form").elements[`text-${language}-0-${part}`];
  },

  editor(language) {
    const field = Texts.field(language, "body");
    const editor = field && window.CKEDITOR && CKEDITOR.instances[field.id];
    return editor && editor.status === "ready" ? editor : null;
  },

  // The parts by column; those that the form does not offer are left out.
  read(language) {
    const fields = {};
    for (const part of Texts.parts) {
      const field = Texts.field(language, part);
      if (!field) continue;
      const editor = part === "body" && Texts.editor(language);
      fields[part] = editor ? editor.getData() : field.value;
    }
    return fields;
  },

  // Calls back with (language, editor) for each editor as soon as it is ready.
  whenReady(callback) {
    if (!window.CKEDITOR) return;
    CKEDITOR.on("instanceReady", ({ editor }) => {
      const language = Texts.languages.find((code) => editor.name.includes(`text-${code}-0-`));
      if (language) callback(language, editor);
    });
  },
};
