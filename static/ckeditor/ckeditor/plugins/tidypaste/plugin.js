/* What is pasted comes without what its writer hid, deleted or remarked; what a text cannot hold
   is said at once, and not dropped in silence when the text is saved. The server sanitizes all the
   same. The sentences come with the settings (mediacenter/toolkit/richtext.py). */
;(() => {
  const HIDING = /display\s*:\s*none|mso-hide\s*:\s*all/i
  const RULE = /([^{}]+)\{([^{}]*)\}/g
  const DELETED = "del, .msoDel"
  const COMMENTS = "[class*=msocom], .MsoCommentReference, [style*='mso-element:comment']"
  const SIGNS_FOR_BULLETS = /symbol|wingdings|webdings|courier/i
  const COUNTED_BY_A_LIST = /^\d+[.)]$/

  const says = (element) => element.textContent.trim() !== "" || element.querySelector("img")

  const unwrap = (element) => element.replaceWith(...element.childNodes)

  // The selectors of the style sheets that came along, if they hide something.
  const hidingSelectors = (page) =>
    [...page.querySelectorAll("style")].flatMap((sheet) =>
      [...sheet.textContent.replace(/\/\*[^]*?\*\/|<!--|-->/g, "").matchAll(RULE)]
        .filter(([, , body]) => HIDING.test(body))
        .map(([, selector]) => selector.trim()),
    )

  const found = (page, selector) => {
    try {
      return [...page.body.querySelectorAll(selector)]
    } catch {
      return [] // a selector of a program that is none for a browser
    }
  }

  const hidden = (page) => [
    ...found(page, "[hidden]"),
    ...found(page, "[style]").filter((element) => HIDING.test(element.getAttribute("style"))),
    ...hidingSelectors(page).flatMap((selector) => found(page, selector)),
  ]

  const takeOut = (elements) => {
    const there = elements.filter((element) => element.isConnected && says(element))
    for (const element of elements) element.remove()
    return there.length > 0
  }

  // Word writes the number of a point before it. What a list of the web counts otherwise (а, I,
  // 1.1, numbers of headings) stays there as words.
  const keepNumbers = (page) => {
    let kept = false
    for (const label of found(page, "[style*='mso-list:Ignore'], [style*='mso-list: Ignore']")) {
      const number = label.textContent.replace(/\s+/g, "")
      const paragraph = label.closest("p, h1, h2, h3, h4, h5, h6, div")
      const isHeading = paragraph && paragraph.matches("h1, h2, h3, h4, h5, h6")
      const isBullet =
        !/[\p{L}\p{N}]/u.test(number) ||
        [label, label.parentElement].some((one) =>
          SIGNS_FOR_BULLETS.test((one.getAttribute("style") || "").split(/mso-list/i)[0]),
        )
      if (!paragraph || isBullet || (COUNTED_BY_A_LIST.test(number) && !isHeading)) continue
      const style = paragraph.getAttribute("style") || ""
      paragraph.setAttribute("style", style.replace(/mso-list\s*:[^;]*;?/gi, ""))
      paragraph.removeAttribute("class")
      label.replaceWith(`${number} `)
      kept = true
    }
    return kept
  }

  const dropDeadLinks = (page) => {
    const inner = found(page, "a[href^='#'], a[name]:not([href])")
    for (const link of inner) unwrap(link)
    const onDisk = found(page, "a[href^='file:' i]")
    for (const link of onDisk) unwrap(link)
    return { changed: inner.length > 0, files: onDisk.length > 0 }
  }

  const shortenOwnPictures = (page) => {
    const own = found(page, `img[src^='${location.origin}/']`)
    for (const image of own) image.setAttribute("src", new URL(image.src).pathname)
    return own.length > 0
  }

  /* What is left of markup, and the names of what has to be said. */
  const tidied = (markup) => {
    const page = new DOMParser().parseFromString(markup, "text/html")
    const told = []
    const tell = (name, isSo) => isSo && told.push(name)
    tell("deleted", takeOut(found(page, DELETED)))
    tell("comments", takeOut(found(page, COMMENTS)))
    tell("hidden", takeOut(hidden(page)))
    const links = dropDeadLinks(page)
    tell("files", links.files)
    const isKept = [keepNumbers(page), shortenOwnPictures(page), links.changed].some(Boolean)
    return { page, told, isChanged: isKept || told.length > 0 }
  }

  const isOwn = (address) => new URL(address, location.href).origin === location.origin

  // A picture that came along is uploaded; one that lies elsewhere cannot be shown.
  const withoutPicturesElsewhere = (markup) => {
    const { body } = new DOMParser().parseFromString(markup, "text/html")
    const told = new Set()
    for (const image of body.querySelectorAll("img")) {
      const source = image.getAttribute("src") || ""
      if (/^(data:|\/(?!\/))/i.test(source)) continue
      told.add(/^https?:|^\/\//i.test(source) ? "foreign" : "local")
      image.remove()
    }
    return { markup: body.innerHTML, told: [...told] }
  }

  const say = (editor, told) => {
    const sentences = told.map((name) => editor.config.pasteRemarks[name])
    if (sentences.length > 0) editor.showNotification(sentences.join("<br>"), "warning")
  }

  CKEDITOR.plugins.add("tidypaste", {
    requires: "clipboard,notification,pastetools",

    init(editor) {
      const isInner = ({ dataTransfer }) =>
        dataTransfer && dataTransfer.getTransferType(editor) !== CKEDITOR.DATA_TRANSFER_EXTERNAL

      // Before the readers of Word and its like, which ask for what lies on the clipboard anew.
      editor.on("paste", ({ data }) => {
        if (data.isTidied || isInner(data)) return
        data.isTidied = true
        const transfer = data.dataTransfer
        const { page, told, isChanged } = tidied(
          (transfer && transfer.getData("text/html", true)) || data.dataValue || "",
        )
        if (!isChanged) return
        say(editor, told)
        data.dataValue = page.body.innerHTML.replace(/<!--(Start|End)Fragment-->/g, "")
        if (!transfer) return
        const whole = page.documentElement.outerHTML
        const asked = transfer.getData.bind(transfer)
        transfer.getData = (type, isNative) =>
          /^(text\/)?html$/i.test(type) ? (isNative ? whole : data.dataValue) : asked(type, isNative)
      }, null, null, 2)

      // After them, and before what came along is uploaded.
      editor.on("paste", ({ data }) => {
        if (isInner(data) || !/<img/i.test(data.dataValue || "")) return
        const { markup, told } = withoutPicturesElsewhere(data.dataValue)
        if (told.length === 0) return
        data.dataValue = markup
        say(editor, told)
      }, null, null, 9)
    },
  })

  CKEDITOR.on("dialogDefinition", ({ data, editor }) => {
    if (data.name !== "image2") return
    const source = data.definition.getContents("info").get("src")
    if (!source) return
    const { validate } = source
    source.validate = function () {
      const answer = validate ? validate.call(this) : true
      if (answer !== true && answer !== undefined) return answer
      return isOwn(this.getValue()) || editor.config.pasteRemarks.foreign
    }
  })
})()
