"""The few phrases that stand in titles, descriptions and feeds, by language.

These are read by machines and far from the site (a feed reader, a search result), so
they belong to the page and not to the theme, whose words are its own.
"""

from __future__ import annotations

_PHRASES = {
    "en": {
        "columns_by": "Columns by {name}",
        "columns_in": "All columns in “{name}”",
        "columns_on": "Columns on “{name}”",
        "series": "The series “{name}”, part by part",
        "year": "Columns of {name}",
        "authors": "Authors",
        "tags": "Subjects",
        "all_series": "Series",
        "archive": "Archive",
        "corrections": "Corrections",
        "reading_list": "Reading list",
        "not_found": "Page not found",
        "page": "page {number}",
        "on": "{what} – {site}",
        "list_of": "{what} of {site}",
        "by": "By {name}",
    },
    "de": {
        "columns_by": "Kolumnen von {name}",
        "columns_in": "Alle Kolumnen im Ressort „{name}“",
        "columns_on": "Kolumnen zum Thema „{name}“",
        "series": "Die Serie „{name}“, Teil für Teil",
        "year": "Kolumnen des Jahres {name}",
        "authors": "Autorinnen und Autoren",
        "tags": "Themen",
        "all_series": "Serien",
        "archive": "Archiv",
        "corrections": "Korrekturen",
        "reading_list": "Leseliste",
        "not_found": "Seite nicht gefunden",
        "page": "Seite {number}",
        "on": "{what} – {site}",
        "list_of": "{what}: {site}",
        "by": "Von {name}",
    },
    "fr": {
        "columns_by": "Chroniques de {name}",
        "columns_in": "Toutes les chroniques de la rubrique « {name} »",
        "columns_on": "Chroniques sur « {name} »",
        "series": "La série « {name} », épisode par épisode",
        "year": "Chroniques de {name}",
        "authors": "Auteurs",
        "tags": "Sujets",
        "all_series": "Séries",
        "archive": "Archives",
        "corrections": "Rectifications",
        "reading_list": "Liste de lecture",
        "not_found": "Page introuvable",
        "page": "page {number}",
        "on": "{what} – {site}",
        "list_of": "{what} : {site}",
        "by": "Par {name}",
    },
    "es": {
        "columns_by": "Columnas de {name}",
        "columns_in": "Todas las columnas de la sección «{name}»",
        "columns_on": "Columnas sobre «{name}»",
        "series": "La serie «{name}», parte por parte",
        "year": "Columnas de {name}",
        "authors": "Autores",
        "tags": "Temas",
        "all_series": "Series",
        "archive": "Archivo",
        "corrections": "Correcciones",
        "reading_list": "Lista de lectura",
        "not_found": "Página no encontrada",
        "page": "página {number}",
        "on": "{what} – {site}",
        "list_of": "{what}: {site}",
        "by": "Por {name}",
    },
    "zh": {
        "columns_by": "{name}的专栏",
        "columns_in": "“{name}”版的全部专栏",
        "columns_on": "关于“{name}”的专栏",
        "series": "系列“{name}”,逐篇阅读",
        "year": "{name}年的专栏",
        "authors": "作者",
        "tags": "主题",
        "all_series": "系列",
        "archive": "往期",
        "corrections": "更正",
        "reading_list": "阅读清单",
        "not_found": "找不到页面",
        "page": "第{number}页",
        "on": "{what} – {site}",
        "list_of": "{site}{what}",
        "by": "作者:{name}",
    },
    "ar": {
        "columns_by": "مقالات {name}",
        "columns_in": "جميع مقالات قسم «{name}»",
        "columns_on": "مقالات عن «{name}»",
        "series": "سلسلة «{name}» جزءًا جزءًا",
        "year": "مقالات عام {name}",
        "authors": "الكتّاب",
        "tags": "المواضيع",
        "all_series": "السلاسل",
        "archive": "الأرشيف",
        "corrections": "تصويبات",
        "reading_list": "قائمة القراءة",
        "not_found": "الصفحة غير موجودة",
        "page": "صفحة {number}",
        "on": "{what} – {site}",
        "list_of": "{what}: {site}",
        "by": "بقلم {name}",
    },
}


def phrase(language: str, key: str, **values: str | int) -> str:
    """Say one of the phrases in a language, in English where it isn't known.

    `phrase("de-AT", "columns_by", name="Jane Doe")` → "Kolumnen von Jane Doe".
    """
    words = _PHRASES.get(language.partition("-")[0].casefold(), _PHRASES["en"])
    return words[key].format(**values)
