"""The few words that Byline puts into a text, in the column's language.

Owns them; a language that is missing here gets English.
"""

from __future__ import annotations

from msgspec import Struct


class Words(Struct, frozen=True):
    """Words for readers that listen."""

    footnotes: str
    """The label of the footnotes."""
    back: str
    """The name of a link back to the text; `{}` is the note's number."""
    table: str
    """The label of a table that may have to be scrolled."""


_WORDS = {
    "en": Words("Footnotes", "Back to reference {}", "Table"),
    "de": Words("Fußnoten", "Zurück zur Textstelle {}", "Tabelle"),
    "fr": Words("Notes", "Retour à l’appel de note {}", "Tableau"),
    "es": Words("Notas al pie", "Volver a la referencia {}", "Tabla"),
    "zh": Words("脚注", "返回正文注 {}", "表格"),
    "nl": Words("Voetnoten", "Terug naar verwijzing {}", "Tabel"),
    "it": Words("Note", "Torna al richiamo {}", "Tabella"),
    "pt": Words("Notas de rodapé", "Voltar à referência {}", "Tabela"),
    "pl": Words("Przypisy", "Powrót do odsyłacza {}", "Tabela"),
    "sv": Words("Fotnoter", "Tillbaka till hänvisning {}", "Tabell"),
    "da": Words("Fodnoter", "Tilbage til henvisning {}", "Tabel"),
    "nb": Words("Fotnoter", "Tilbake til henvisning {}", "Tabell"),
    "fi": Words("Alaviitteet", "Takaisin viitteeseen {}", "Taulukko"),
    "cs": Words("Poznámky pod čarou", "Zpět k odkazu {}", "Tabulka"),
    "ru": Words("Сноски", "Назад к сноске {}", "Таблица"),
    "uk": Words("Виноски", "Назад до виноски {}", "Таблиця"),
    "ja": Words("脚注", "本文の注 {} に戻る", "表"),
    "ko": Words("각주", "본문 주 {}로 돌아가기", "표"),
    "ar": Words("الحواشي", "العودة إلى الإحالة {}", "جدول"),
}


def words_in(language: str) -> Words:
    """Give the words of a language tag: "de-AT" has those of "de"."""
    return _WORDS.get(language.partition("-")[0].lower(), _WORDS["en"])
