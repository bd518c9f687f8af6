/* What the portal adds to the editor: a picture of its library, a link to one of its own pages, a
   video of another site. The dialogs of the first two are those of static/js/choosing.js.

   A video is kept as <figure class="video"><a href="address">words</a></figure>: a link wherever
   nobody makes more of it. */
;(() => {
  // The same addresses as mediacenter/toolkit/videos.py, which has the last word.
  const VIDEO = [
    /^https?:\/\/(?:www\.|m\.|music\.)?youtube\.com\/(?:watch\?(?:[^#]*&)?v=|shorts\/|live\/|embed\/)[\w-]{11}/i,
    /^https?:\/\/(?:www\.)?youtu\.be\/[\w-]{11}/i,
    /^https?:\/\/(?:www\.)?vimeo\.com\/(?:[\w/]+\/)?\d+/i,
    /^https?:\/\/(?:www\.|m\.|web\.)?facebook\.com\/(?:watch\/?\?(?:[^#]*&)?v=\d+|reel\/\d+|[^/]+\/videos\/(?:[^/]+\/)?\d+)/i,
  ]
  const isVideo = (address) => !/\s/.test(address) && VIDEO.some((known) => known.test(address))
  const INSERTING = new Set(["portalVideo", "image", "table", "horizontalrule", "specialchar"])
  const escaped = (words) => CKEDITOR.tools.htmlEncodeAttr(words)
  const languageOf = (editor) => /text-(kk|ru|en)-/.exec(editor.name)?.[1] || ""

  // What is typed, pasted or inserted next stands behind what is chosen, not in its place.
  const stepBehind = (editor) => {
    const chosen = editor.widgets.focused
    if (!chosen) return
    const range = editor.createRange()
    range.moveToPosition(chosen.wrapper, CKEDITOR.POSITION_AFTER_END)
    range.select()
  }
  const isPicture = (widget) => widget?.name.startsWith("image")

  CKEDITOR.plugins.add("portal", {
    requires: "widget,dialog,link,image2",

    init(editor) {
      const labels = editor.config.portalLabels
      const icon = (name) => `${this.path}icons/${name}.svg`

      editor.addCommand("library", {
        exec: () => {
          window.Choosing?.picture((picture) => {
            const alt = picture[`alt${{ kk: "Kk", ru: "Ru", en: "En" }[languageOf(editor)]}`] || ""
            editor.focus()
            if (!isPicture(editor.widgets.focused)) stepBehind(editor)
            editor.insertHtml(
              `<img src="${escaped(picture.src)}" alt="${escaped(alt)}" width="${picture.width}" height="${picture.height}" />`
            )
            stepBehind(editor)
          }, () => editor.focus())
        },
      })

      editor.addCommand("ownLink", {
        allowedContent: "a[!href]",
        exec: () => {
          const bookmarks = editor.getSelection()?.createBookmarks2(true)
          window.Choosing?.ownPage(languageOf(editor), ({ link, title }) => {
            editor.focus()
            if (bookmarks) editor.getSelection().selectBookmarks(bookmarks)
            stepBehind(editor)
            const range = editor.getSelection().getRanges()[0]
            if (!range || range.collapsed) {
              editor.insertHtml(`<a href="${escaped(link)}">${CKEDITOR.tools.htmlEncode(title)}</a>`)
              return
            }
            const attributes = { href: link, "data-cke-saved-href": link }
            editor.applyStyle(new CKEDITOR.style({ element: "a", attributes, type: CKEDITOR.STYLE_INLINE }))
          }, () => editor.focus())
        },
      })

      CKEDITOR.dialog.add("portalVideo", () => ({
        title: labels.video,
        minWidth: 320,
        minHeight: 120,
        contents: [
          {
            id: "video",
            elements: [
              {
                type: "text",
                id: "address",
                label: labels.videoAddress,
                validate() {
                  return isVideo(this.getValue().trim()) || labels.videoUnknown
                },
                setup(widget) { this.setValue(widget.data.address || "") },
                commit(widget) { widget.setData("address", this.getValue().trim()) },
              },
              {
                type: "text",
                id: "words",
                label: labels.videoWords,
                setup(widget) { this.setValue(widget.data.words || "") },
                commit(widget) { widget.setData("words", this.getValue().trim()) },
              },
            ],
          },
        ],
      }))

      editor.widgets.add("portalVideo", {
        dialog: "portalVideo",
        template: '<figure class="video"><a href="#">#</a></figure>',
        allowedContent: "figure(!video); a[!href]",
        requiredContent: "figure(video)",
        upcast: (element) => element.name === "figure" && element.hasClass("video"),
        init() {
          const link = this.element.findOne("a")
          if (!link) return
          const address = link.data("cke-saved-href") || link.getAttribute("href")
          if (address === "#") return
          this.setData("address", address)
          this.setData("words", link.getText() === address ? "" : link.getText())
        },
        data() {
          const { address, words } = this.data
          if (!address) return
          let link = this.element.findOne("a")
          if (!link) {
            link = new CKEDITOR.dom.element("a", this.element.getDocument())
            this.element.append(link)
          }
          link.setAttribute("href", address)
          link.data("cke-saved-href", address)
          link.setText(words || address)
        },
      })

      editor.ui.addButton?.("Library", { label: labels.library, command: "library", toolbar: "insert", icon: icon("library") })
      editor.ui.addButton?.("OwnLink", { label: labels.ownLink, command: "ownLink", toolbar: "links", icon: icon("ownlink") })
      editor.ui.addButton?.("Video", { label: labels.video, command: "portalVideo", toolbar: "insert", icon: icon("video") })

      // A dialog that inserts would put it in the place of a chosen picture or video.
      editor.on("beforeCommandExec", ({ data: { name } }) => {
        const chosen = editor.widgets.focused
        const edits = name === chosen?.name || (name === "image" && isPicture(chosen))
        if (INSERTING.has(name) && !edits) stepBehind(editor)
      })
      editor.on("dialogHide", ({ data }) => {
        if (data.getName() === "portalVideo") stepBehind(editor)
      })

      // The bare address of a video, pasted, is the video.
      editor.on("paste", (event) => {
        const pasted = event.data.dataTransfer.getData("text/plain")?.trim() || ""
        if (!isVideo(pasted) || editor.getSelection()?.getSelectedText()) return
        event.data.dataValue = `<figure class="video"><a href="${escaped(pasted)}">${escaped(pasted)}</a></figure>`
      }, null, null, 8)
    },
  })
})()
