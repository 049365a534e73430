"""Languages are told apart, and English with errors stays English."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, cast

import pytest
from rasa.shared.nlu.training_data.message import Message
from ruamel.yaml import YAML

from verbatim.errors import ContentError
from verbatim.library.languages import Language, load_languages
from verbatim.settings import ROOT
from verbatim.understanding.language import LanguageDetector, LanguageNotice

FILE = ROOT / "content" / "languages.yml"
NOTHING = cast(Any, None)

QUESTIONS = {
    "es": [
        "¿Qué es una recaída?",
        "que significa DLI",
        "Mi madre tiene leucemia y volvió después del trasplante, ¿qué se puede hacer?",
        "tratamiento para la recaída",
        "¿Puede donar alguien que no es mi hermano?",
        "tengo fiebre de 39 y estoy en quimioterapia",
        "como funciona la infusion de linfocitos",
        "¿Es peligroso el trasplante de un donante no emparentado?",
        "hola, necesito ayuda",
        "¿Cuánto dura la remisión en la LMA?",
    ],
    "fr": [
        "Qu'est-ce qu'une rechute ?",
        "c'est quoi DLI",
        "Mon père a une leucémie réfractaire, quels sont les traitements ?",
        "greffe après rechute",
        "Est-ce que la greffe est dangereuse ?",
        "je n'ai pas de frère ni de soeur, qui peut donner",
        "comment marche la perfusion de lymphocytes du donneur",
        "J'ai de la fièvre, 39",
        "bonjour, j'ai une question",
        "Est-ce que le DLI marche pour la LAM ?",
    ],
    "pt": [
        "O que é uma recaída?",
        "o que significa DLI",
        "Minha mãe tem leucemia e voltou depois do transplante",
        "quais são os tratamentos para recaída",
        "não tenho irmãos, quem pode doar?",
        "estou com febre de 39",
        "como funciona a infusão de linfócitos",
        "É perigoso o transplante?",
        "olá, preciso de ajuda",
        "quanto tempo dura a remissão",
    ],
    "id": [
        "Apa itu kekambuhan?",
        "apa arti DLI",
        "Ibu saya sakit leukemia dan kambuh setelah transplantasi",
        "pengobatan untuk leukemia yang kambuh",
        "Apakah transplantasi berbahaya?",
        "saya tidak punya saudara, siapa yang bisa jadi donor",
        "bagaimana cara kerja DLI",
        "saya demam 39 setelah kemoterapi",
        "halo, saya butuh bantuan",
        "berapa lama remisi bertahan",
    ],
    "de": [
        "Was ist ein Rückfall?",
        "was bedeutet DLI",
        "Mein Vater hat Leukämie und die Behandlung hat nicht gewirkt",
        "Behandlung nach Rückfall",
        "Ist die Transplantation gefährlich?",
        "ich habe keine Geschwister, wer kann spenden",
        "wie funktioniert die Spenderlymphozyteninfusion",
        "Ich habe 39 Fieber",
        "hallo, ich brauche Hilfe",
        "wie lange dauert die Remission",
    ],
    "zh": [
        "什么是复发？",
        "DLI是什么意思",
        "我妈妈白血病复发了怎么办",
        "難治性白血病的治療",
        "移植有风险吗",
        "没有兄弟姐妹，谁可以捐？",
        "供者淋巴细胞输注如何起作用",
        "我发烧39度",
        "你好，我需要帮助",
        "AML缓解后还会复发吗",
    ],
    "hi": [
        "रिलैप्स क्या है?",
        "DLI का मतलब क्या है",
        "मेरी माँ को ल्यूकेमिया है, वापस आ गया",
        "इलाज क्या है",
        "क्या प्रत्यारोपण खतरनाक है",
        "मेरा कोई भाई नहीं है, कौन दान कर सकता है",
        "DLI कैसे काम करता है",
        "मुझे 39 बुखार है",
        "नमस्ते, मदद चाहिए",
        "रेमिशन कितने समय तक रहता है",
    ],
    "ar": [
        "ما هو الانتكاس؟",
        "ماذا يعني DLI",
        "أمي مصابة بسرطان الدم وعاد بعد الزرع",
        "ما هو العلاج",
        "هل الزرع خطير؟",
        "ليس لدي إخوة، من يمكنه التبرع",
        "كيف يعمل DLI",
        "عندي حرارة 39",
        "مرحبا أحتاج مساعدة",
        "كم تدوم فترة الهدوء",
    ],
    "bn": [
        "রিল্যাপ্স কী?",
        "DLI মানে কী",
        "আমার মায়ের লিউকেমিয়া আবার ফিরে এসেছে",
        "চিকিৎসা কী",
        "প্রতিস্থাপন কি বিপজ্জনক?",
        "আমার ভাই নেই, কে দান করতে পারে",
        "DLI কীভাবে কাজ করে",
        "আমার জ্বর ৩৯",
        "সাহায্য দরকার",
        "রেমিশন কতদিন থাকে",
    ],
    "ru": [
        "Что такое рецидив?",
        "что значит DLI",
        "У мамы лейкоз, он вернулся после пересадки",
        "лечение рецидива",
        "Опасна ли трансплантация?",
        "у меня нет братьев, кто может быть донором",
        "как работает инфузия лимфоцитов",
        "температура 39 после химии",
        "здравствуйте, нужна помощь",
        "сколько длится ремиссия",
    ],
    "ur": [
        "ریلیپس کیا ہے؟",
        "DLI کا مطلب کیا ہے",
        "میری ماں کو لیوکیمیا ہے",
        "علاج کیا ہے",
        "کیا ٹرانسپلانٹ خطرناک ہے؟",
        "میرا کوئی بھائی نہیں ہے",
        "DLI کیسے کام کرتا ہے",
        "مجھے 39 بخار ہے",
        "مدد چاہیے",
        "ریمیشن کتنی دیر رہتی ہے",
    ],
}
NOT_OURS = [
    "これは何ですか、白血病の再発",
    "wat is een terugval na transplantatie",
    "cos'è una ricaduta della leucemia",
    "що таке рецидив і її лікування",
    "عود بیماری چیست و پیوند",
]


@pytest.fixture(scope="module")
def languages() -> dict[str, Language]:
    return load_languages(FILE)


@pytest.fixture(scope="module")
def detector(languages: dict[str, Language]) -> LanguageDetector:
    return LanguageDetector(languages)


@pytest.mark.parametrize("code", QUESTIONS)
def test_questions_in_each_language(detector: LanguageDetector, code: str) -> None:
    found = [detector.language(question) for question in QUESTIONS[code]]
    assert found.count(code) >= 9
    # Missing a language is harmless; naming a wrong one is not.
    assert set(found) <= {code, "en"}


def test_every_language_is_tested(languages: dict[str, Language]) -> None:
    assert set(languages) == set(QUESTIONS)


@pytest.mark.parametrize("message", NOT_OURS)
def test_other_languages_are_not_mistaken_for_one_of_ours(
    detector: LanguageDetector, message: str
) -> None:
    assert detector.language(message) == "en"


@pytest.mark.parametrize(
    "message",
    [
        "",
        "DLI",
        "39",
        "😀",
        "leucemia",
        "venetoclax azacitidine",
        "wat hapens wen aml comes bak",
        "she have very hot and she tremble, the chemo was monday",
        "no me no more hospital",
        "my mother is from São Paulo, can she be my donor?",
        "what does 白血病 mean",
        "naïve T cells and café food",
    ],
)
def test_doubtful_messages_stay_english(detector: LanguageDetector, message: str) -> None:
    assert detector.language(message) == "en"


def test_few_english_messages_are_mistaken(detector: LanguageDetector) -> None:
    messages = [
        json.loads(line)["q"]
        for line in (ROOT / "tests/questions/validation.jsonl").read_text("utf-8").splitlines()
    ]
    for file in sorted((ROOT / "data" / "nlu").glob("*.yml")):
        for entry in YAML(typ="safe", pure=False).load(file)["nlu"]:
            lines = entry.get("examples", "").splitlines()
            messages += [line[2:] for line in lines if line.startswith("- ")]
    wrong = [message for message in messages if detector.language(message) != "en"]
    assert len(messages) > 5000
    assert len(wrong) < 0.003 * len(messages), wrong


def test_the_component_sets_the_property(detector: LanguageDetector) -> None:
    messages = [Message({"text": "¿Qué es una recaída?"}), Message({"text": None})]
    LanguageNotice(detector).process(messages)
    assert [message.get("language") for message in messages] == ["es", "en"]
    assert messages[0].as_dict(only_output_properties=True)["language"] == "es"


def test_notices_are_in_their_own_script(
    languages: dict[str, Language], detector: LanguageDetector
) -> None:
    for code, language in languages.items():
        assert detector.language(language.notice) == code
        assert language.direction == ("rtl" if code in ("ar", "ur") else "ltr")


GOOD = """\
languages:
  es:
    name: Español
    notice: Solo en inglés.
    direction: ltr
    words: [el, la]
    emergency: Llame.
"""


@pytest.mark.parametrize(
    ("old", "new", "line", "says"),
    [
        ("direction: ltr", "direction: left", 5, "ltr or rtl"),
        ("words: [el, la]", "script: runes", 6, "Use one of: han"),
        ("words: [el, la]", "words: []", 3, "either `script` or `words`"),
        ("words: [el, la]", "word: [el, la]", 6, "Use one of"),
        ("notice: Solo en inglés.", "notice:", 4, "Write the text"),
        ("    emergency: Llame.", "", 3, "emergency"),
    ],
)
def test_mistakes_name_line_and_remedy(
    tmp_path: Path, old: str, new: str, line: int, says: str
) -> None:
    file = tmp_path / "languages.yml"
    file.write_text(GOOD.replace(old, new), encoding="utf-8")
    with pytest.raises(ContentError) as error:
        load_languages(file)
    assert says in str(error.value)
    assert error.value.line == line


def test_the_folder_of_the_documents_is_a_setting(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("VERBATIM_CONTENT", str(tmp_path))
    with pytest.raises(ContentError, match="missing"):
        LanguageNotice.create(LanguageNotice.get_default_config(), NOTHING, NOTHING, NOTHING)
