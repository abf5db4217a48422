"""The crispy-forms pack `site` prints the markup that the style sheet and assistive technology count on."""

import pytest
from crispy_forms.helper import FormHelper
from crispy_forms.layout import Button, Hidden, Submit
from django import forms
from django.template import Context, Template
from pytest_django.asserts import assertInHTML


class ReportForm(forms.Form):
    words = forms.CharField(label="Your words", help_text="Plain text.", widget=forms.Textarea)
    email = forms.EmailField(
        label="Email address", required=False, error_messages={"invalid": "Enter an email address"}
    )
    reason = forms.ChoiceField(
        label="What is wrong?",
        choices=[("spam", "Spam"), ("abuse", "Abuse")],
        widget=forms.RadioSelect,
        error_messages={"required": "Choose what is wrong"},
    )
    remember = forms.BooleanField(label="Remember me", required=False, help_text="For 30 days.")
    token = forms.CharField(widget=forms.HiddenInput, error_messages={"required": "This form is incomplete"})


def printed(source, **context):
    return Template("{% load crispy_forms_tags %}" + source).render(Context(context))


@pytest.fixture
def empty():
    return printed("{{ form|crispy }}", form=ReportForm())


@pytest.fixture
def refused():
    return printed("{{ form|crispy }}", form=ReportForm({"words": "", "email": "priya@"}))


def test_a_field_has_its_label_above_and_its_hint_tied_to_it(empty):
    assertInHTML(
        """<div class="field"><label for="id_words">Your words</label>
        <p class="hint" id="id_words_helptext">Plain text.</p>
        <textarea name="words" cols="40" rows="10" class="textarea input" required
         aria-describedby="id_words_helptext" id="id_words"></textarea></div>""",
        empty,
    )


def test_an_optional_field_says_so(empty):
    assertInHTML('<label for="id_email">Email address (optional)</label>', empty)


def test_an_untouched_form_has_no_summary(empty):
    assert "error-summary" not in empty


def test_an_error_stands_above_its_control_and_is_tied_to_it(refused):
    assertInHTML(
        """<div class="field has-error"><label for="id_words">Your words</label>
        <p class="hint" id="id_words_helptext">Plain text.</p>
        <p class="error" id="id_words_error"><span class="vh">Error: </span>This field is required.</p>
        <textarea name="words" cols="40" rows="10" class="textarea input" required aria-invalid="true"
         aria-describedby="id_words_helptext id_words_error" id="id_words"></textarea></div>""",
        refused,
    )


def test_what_was_typed_stays(refused):
    assert 'value="priya@"' in refused


def test_the_summary_links_to_fields_and_to_the_first_of_several_options(refused):
    assertInHTML(
        """<ul><li><a href="#id_words">This field is required.</a></li>
        <li><a href="#id_email">Enter an email address</a></li>
        <li><a href="#id_reason_0">Choose what is wrong</a></li>
        <li>This form is incomplete</li></ul>""",
        refused,
    )


def test_the_summary_takes_focus_and_is_announced(refused):
    assert (
        '<div class="error-summary" tabindex="-1" role="alert" autofocus><h2>There is a problem</h2>'
        in refused
    )


def test_options_are_rows_with_a_common_legend(refused):
    assertInHTML(
        """<fieldset class="field has-error" aria-describedby="id_reason_error">
        <legend class="label">What is wrong?</legend>
        <p class="error" id="id_reason_error"><span class="vh">Error: </span>Choose what is wrong</p>
        <div class="choice"><input type="radio" name="reason" value="spam" required aria-invalid="true"
         id="id_reason_0"><label for="id_reason_0">Spam</label></div>
        <div class="choice"><input type="radio" name="reason" value="abuse" required aria-invalid="true"
         id="id_reason_1"><label for="id_reason_1">Abuse</label></div></fieldset>""",
        refused,
    )


def test_a_checkbox_stands_before_its_label(empty):
    assertInHTML(
        """<div class="field"><div class="choice">
        <input type="checkbox" name="remember" aria-describedby="id_remember_helptext" id="id_remember">
        <label for="id_remember">Remember me</label>
        <span class="hint" id="id_remember_helptext">For 30 days.</span></div></div>""",
        empty,
    )


def test_a_hidden_field_has_no_label(empty):
    assertInHTML('<input type="hidden" name="token" id="id_token">', empty)
    assert "Token" not in empty


def test_words_of_an_error_are_escaped():
    form = ReportForm({"words": "x"})
    form.add_error(None, "<b>no</b>")
    form.add_error("words", "<i>no</i>")
    page = printed("{{ form|crispy }}", form=form)
    assert page.count("&lt;b&gt;no&lt;/b&gt;") == 1
    assert page.count("&lt;i&gt;no&lt;/i&gt;") == 2


def test_one_field_can_be_printed_on_its_own():
    field = printed("{{ form.email|as_crispy_field }}", form=ReportForm())
    assert field.count("<input") == 1
    assert 'class="emailinput input"' in field


def test_the_whole_form_comes_with_its_token_and_buttons():
    helper = FormHelper()
    helper.form_id, helper.form_action = "report", "/report/"
    for button in (Submit("send", "Send report"), Button("cancel", "Cancel"), Hidden("comment", "5")):
        helper.add_input(button)
    page = printed("{% crispy form helper %}", form=ReportForm(), helper=helper, csrf_token="t0ken")
    assert '<form action="/report/" id="report" method="post" novalidate>' in " ".join(page.split())
    assert 'name="csrfmiddlewaretoken" value="t0ken"' in page
    assertInHTML(
        '<button class="button" type="submit" name="send" value="Send report">Send report</button>', page
    )
    assertInHTML(
        '<button class="button plain" type="button" name="cancel" value="Cancel">Cancel</button>', page
    )
    assertInHTML('<input type="hidden" name="comment" value="5">', page)


def test_a_layout_prints_only_what_it_names():
    form = ReportForm()
    helper = FormHelper(form)
    helper.layout.fields = ["email"]
    page = printed("{% crispy form helper %}", form=form, helper=helper)
    assert "id_email" in page
    assert "id_words" not in page
