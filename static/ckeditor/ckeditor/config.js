/* Replaces the package's empty file of this name, which CKEditor loads before its language. */
;(() => {
  // CKEditor asks only for the languages of this list; lang/kk.js beside this file is ours.
  CKEDITOR.lang.languages.kk = 1

  // Uploads carry the form's token: the endpoint checks it as it does for any form.
  CKEDITOR.on("instanceReady", ({ editor }) => {
    editor.on("fileUploadRequest", ({ data }) => {
      const token = document.querySelector("input[name=csrfmiddlewaretoken]")
      if (token) data.fileLoader.xhr.setRequestHeader("X-CSRFToken", token.value)
    })
  })

  // A table without headers is a riddle to whoever hears it read aloud.
  CKEDITOR.on("dialogDefinition", ({ data }) => {
    if (data.name === "table") data.definition.getContents("info").get("selHeaders").default = "row"
  })
})()

CKEDITOR.editorConfig = () => {}
