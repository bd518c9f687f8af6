/* Replaces the package's empty file of this name, which CKEditor loads before its language. */
;(() => {
  // CKEditor asks only for the languages of this list; lang/kk.js beside this file is ours.
  CKEDITOR.lang.languages.kk = 1

  // Uploads carry the form's token: the endpoint checks it like any other form.
  CKEDITOR.on("instanceCreated", ({ editor }) => {
    editor.on("fileUploadRequest", ({ data }) => {
      const token = document.querySelector("input[name=csrfmiddlewaretoken]")
      if (token) data.requestData.csrfmiddlewaretoken = token.value
    })
  })
})()

CKEDITOR.editorConfig = () => {}
