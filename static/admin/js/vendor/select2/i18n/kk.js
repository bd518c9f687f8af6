"use strict";

// Select2 speaks no Kazakh of its own; Kazakh nouns stay in the singular after a number.
jQuery.fn.select2.amd.define("select2/i18n/kk", [], () => ({
  errorLoading: () => "Нәтижелерді жүктеу мүмкін болмады",
  inputTooLong: ({ input, maximum }) => `${input.length - maximum} таңба артық`,
  inputTooShort: ({ input, minimum }) => `Тағы кемінде ${minimum - input.length} таңба енгізіңіз`,
  loadingMore: () => "Тағы жүктелуде…",
  maximumSelected: ({ maximum }) => `Ең көбі ${maximum} жазба таңдауға болады`,
  noResults: () => "Ештеңе табылмады",
  searching: () => "Ізделуде…",
  removeAllItems: () => "Бәрін алып тастау",
}));
