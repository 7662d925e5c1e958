//! The names and descriptions of `/index` in the languages of the people who use it.

use crate::discord::locales::{Label, Text};

pub(super) const INDEX: Label = Label {
    name: Text::new("index", ["index", "index", "índice", "індекс", "индекс"]),
    about: Text::new(
        "For moderators: the articles and their index",
        [
            "Für die Moderation: die Artikel und ihr Index",
            "Pour la modération : les articles et leur index",
            "Para la moderación: los artículos y su índice",
            "Для модераторів: статті та їхній індекс",
            "Для модераторов: статьи и их индекс",
        ],
    ),
};

pub(super) const REFRESH: Label = Label {
    name: Text::new(
        "refresh",
        [
            "aktualisieren",
            "actualiser",
            "actualizar",
            "оновити",
            "обновить",
        ],
    ),
    about: Text::new(
        "Read the folder of articles again",
        [
            "Den Ordner der Artikel neu lesen",
            "Relire le dossier des articles",
            "Volver a leer la carpeta de artículos",
            "Прочитати теку статей знову",
            "Прочитать папку статей заново",
        ],
    ),
};

pub(super) const STATUS: Label = Label {
    name: Text::new("status", ["stand", "état", "estado", "стан", "состояние"]),
    about: Text::new(
        "What the index holds, since when, and what is wrong",
        [
            "Was der Index enthält, seit wann, und was nicht stimmt",
            "Ce que contient l’index, depuis quand, et ce qui ne va pas",
            "Qué contiene el índice, desde cuándo y qué va mal",
            "Що містить індекс, відколи і що негаразд",
            "Что содержит индекс, с каких пор и что не так",
        ],
    ),
};

pub(super) const ADD: Label = Label {
    name: Text::new(
        "add",
        ["hinzufügen", "ajouter", "añadir", "додати", "добавить"],
    ),
    about: Text::new(
        "Add an article: you see it before it is published",
        [
            "Einen Artikel hinzufügen: du siehst ihn vor der Veröffentlichung",
            "Ajouter un article : vous le voyez avant sa publication",
            "Añadir un artículo: lo ves antes de publicarlo",
            "Додати статтю: ви побачите її до публікації",
            "Добавить статью: вы увидите её до публикации",
        ],
    ),
};

pub(super) const FILE: Label = Label {
    name: Text::new("file", ["datei", "fichier", "archivo", "файл", "файл"]),
    about: Text::new(
        "A .md, .txt or .html file",
        [
            "Eine Datei .md, .txt oder .html",
            "Un fichier .md, .txt ou .html",
            "Un archivo .md, .txt o .html",
            "Файл .md, .txt або .html",
            "Файл .md, .txt или .html",
        ],
    ),
};

pub(super) const URL: Label = Label {
    name: Text::new(
        "url",
        ["adresse", "adresse", "dirección", "адреса", "адрес"],
    ),
    about: Text::new(
        "The address of a page instead of a file",
        [
            "Die Adresse einer Seite statt einer Datei",
            "L’adresse d’une page au lieu d’un fichier",
            "La dirección de una página en vez de un archivo",
            "Адреса сторінки замість файлу",
            "Адрес страницы вместо файла",
        ],
    ),
};

pub(super) const REMOVE: Label = Label {
    name: Text::new(
        "remove",
        ["entfernen", "retirer", "quitar", "вилучити", "убрать"],
    ),
    about: Text::new(
        "Remove an article; it can be restored",
        [
            "Einen Artikel entfernen; er lässt sich wiederherstellen",
            "Retirer un article ; il peut être rétabli",
            "Quitar un artículo; se puede restaurar",
            "Вилучити статтю; її можна відновити",
            "Убрать статью; её можно восстановить",
        ],
    ),
};

pub(super) const RESTORE: Label = Label {
    name: Text::new(
        "restore",
        [
            "wiederherstellen",
            "rétablir",
            "restaurar",
            "відновити",
            "восстановить",
        ],
    ),
    about: Text::new(
        "Bring a removed article back",
        [
            "Einen entfernten Artikel zurückholen",
            "Remettre un article retiré",
            "Recuperar un artículo quitado",
            "Повернути вилучену статтю",
            "Вернуть убранную статью",
        ],
    ),
};

pub(super) const EDIT: Label = Label {
    name: Text::new(
        "edit",
        ["bearbeiten", "modifier", "editar", "змінити", "изменить"],
    ),
    about: Text::new(
        "Correct an article's title, outlet, address or date",
        [
            "Titel, Medium, Adresse oder Datum eines Artikels berichtigen",
            "Corriger le titre, le média, l’adresse ou la date d’un article",
            "Corregir el título, el medio, la dirección o la fecha de un artículo",
            "Виправити назву, видання, адресу чи дату статті",
            "Исправить название, издание, адрес или дату статьи",
        ],
    ),
};

pub(super) const HISTORY: Label = Label {
    name: Text::new(
        "history",
        ["verlauf", "historique", "historial", "історія", "история"],
    ),
    about: Text::new(
        "The last changes: who, what and when",
        [
            "Die letzten Änderungen: wer, was und wann",
            "Les derniers changements : qui, quoi et quand",
            "Los últimos cambios: quién, qué y cuándo",
            "Останні зміни: хто, що і коли",
            "Последние изменения: кто, что и когда",
        ],
    ),
};

pub(super) const ARTICLE: Label = Label {
    name: Text::new(
        "article",
        ["artikel", "article", "artículo", "стаття", "статья"],
    ),
    about: Text::new(
        "Which article",
        [
            "Welcher Artikel",
            "Quel article",
            "Qué artículo",
            "Яка стаття",
            "Какая статья",
        ],
    ),
};
