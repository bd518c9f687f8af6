/* Replaces the package's empty file of this name, which CKEditor loads before its language. */
;(() => {
  // CKEditor asks only for the languages of this list; lang/kk.js beside this file is ours.
  CKEDITOR.lang.languages.kk = 1

  // Uploads carry the form's token, which the endpoint checks as it does for any form, and the
  // organization chosen in it, whose picture this will be.
  CKEDITOR.on("instanceReady", ({ editor }) => {
    editor.on("fileUploadRequest", ({ data }) => {
      const { csrfmiddlewaretoken, organization } = editor.element.$.form.elements
      data.fileLoader.xhr.setRequestHeader("X-CSRFToken", csrfmiddlewaretoken.value)
      if (organization) data.requestData.organization = organization.value
    })
  })

  // The sheet is as dark as the page around it, also when that changes.
  CKEDITOR.on("instanceReady", ({ editor }) => {
    const page = document.documentElement
    const colour = () => {
      const sheet = editor.document?.$.documentElement
      sheet?.classList.toggle("is-dark", page.classList.contains("dark"))
    }
    editor.on("contentDom", colour)
    new MutationObserver(colour).observe(page, { attributeFilter: ["class"] })
    colour()
    editor.on("panelShow", ({ data }) => {
      const list = data.element.getElementsByTag("iframe").getItem(0).$.contentDocument
      list.documentElement.classList.toggle("is-dark", page.classList.contains("dark"))
      if (list.getElementById("panels")) return
      const sheet = list.createElement("link")
      Object.assign(sheet, { id: "panels", rel: "stylesheet", href: CKEDITOR.getUrl("panels.css") })
      list.head.append(sheet)
    })
  })

  // A table without headers is a riddle to whoever hears it read aloud.
  CKEDITOR.on("dialogDefinition", ({ data }) => {
    if (data.name === "table") data.definition.getContents("info").get("selHeaders").default = "row"
  })
})()

CKEDITOR.editorConfig = function (config) {
  // It is called by the words above it, not by the id of its field.
  const label = this.element?.$.labels?.[0]?.textContent.trim()
  if (label) config.title = config.applicationTitle = label
  config.uploadImage_supportedTypes = /image\/(jpeg|png|gif|webp|avif|heic|heif)/
}
