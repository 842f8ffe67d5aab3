/* Completion: the words that may stand where something is typed.  Each is offered once; what they all begin with
   is filled in, and when there is a choice they are listed. */
#include <stdio.h>
#include <string.h>

#include "code/opcode.h"
#include "ui/prompt_impl.h"

typedef struct Offer {
    const char *typed; /* what the words must begin with */
    size_t length;
    char common[UI_LINE]; /* what those so far begin with */
    int count;
    Buf list;
} Offer;

static void offer(Offer *offers, const char *word, size_t length)
{
    if (length < offers->length || length >= UI_LINE || memcmp(word, offers->typed, offers->length) != 0) return;
    if (offers->count++ == 0) {
        memcpy(offers->common, word, length);
        offers->common[length] = '\0';
    } else if (strlen(offers->common) == length && memcmp(offers->common, word, length) == 0) {
        offers->count--; /* the same word again */
        return;
    }
    size_t same = 0;
    while (same < length && offers->common[same] == word[same]) same++;
    offers->common[same] = '\0';
    if (offers->list.length > 0) buf_add_char(&offers->list, ' ');
    buf_add(&offers->list, word, length);
}

static void offer_text(Offer *offers, const char *word)
{
    offer(offers, word, strlen(word));
}

/* Words separated by blanks. */
static void offer_words(Offer *offers, const char *words)
{
    while (*words != '\0') {
        size_t length = strcspn(words, " ");
        offer(offers, words, length);
        words += length;
        words += strspn(words, " ");
    }
}

static void offer_commands(Offer *offers)
{
    for (size_t i = 0; i < prompt_table_length; i++) offer_text(offers, prompt_table[i].name);
}

static void offer_panes(Offer *offers)
{
    for (int i = 0; i < PANE_COUNT; i++) offer_text(offers, pane_table[i].name);
}

static void offer_names(Offer *offers, const ViewNames *names)
{
    for (size_t i = 0; i < names->items.length; i++) offer(offers, names->items.items[i].name.bytes, names->items.items[i].name.length);
}

static void offer_variables(Offer *offers, const View *view)
{
    if (view == NULL) return;
    offer_names(offers, &view->locals);
    offer_names(offers, &view->enclosing);
    offer_names(offers, &view->globals);
}

/* Events, functions in sight, and, once a letter says that one is meant, opcodes. */
static void offer_places(Offer *offers, const View *view)
{
    offer_words(offers, "call return raise yield output gc phase line step");
    for (size_t i = 0; view != NULL && i < view->globals.items.length; i++) {
        const ViewName *name = &view->globals.items.items[i];
        if (name->value.type != NULL && strcmp(name->value.type, "function") == 0) offer(offers, name->name.bytes, name->name.length);
    }
    for (int op = 0; op < 256 && offers->length > 0; op++) {
        if (opcode_table[op].name != NULL) offer_text(offers, opcode_table[op].name);
    }
}

static void offer_watches(Offer *offers, const UiState *ui)
{
    for (int i = 0; i < ui->watch_count; i++) offer_text(offers, ui->watches[i].text);
}

/* What may stand behind the command NAME. */
static void offer_arguments(Offer *offers, const Session *session, const char *name, size_t length)
{
    static const struct { const char *name; char kind; const char *words; } arguments[] = {
        {"next", 'p', ""},  {"prev", 'p', ""},    {"break", 'p', ""},   {"count", 'p', ""},
        {"when", 'v', ""},  {"print", 'v', ""},   {"watch", 'v', ""},   {"find", 'v', ""},    {"rfind", 'v', ""},
        {"show", 's', ""},  {"unwatch", 'u', ""}, {"theme", 'w', "mono 16 dark light"}, {"glyphs", 'w', "utf8 ascii"},
        {"detail", 'w', "1 2 3 4"},
    };
    for (size_t i = 0; i < ARRAY_LENGTH(arguments); i++) {
        if (strlen(arguments[i].name) != length || memcmp(arguments[i].name, name, length) != 0) continue;
        switch (arguments[i].kind) {
        case 'p': offer_places(offers, session->view); break;
        case 'v': offer_variables(offers, session->view); break;
        case 's': offer_panes(offers); break;
        case 'u': offer_watches(offers, &session->ui); break;
        default: offer_words(offers, arguments[i].words);
        }
    }
}

void prompt_complete(Session *session)
{
    UiState *ui = &session->ui;
    if (ui->mode != UI_COMMAND) return;
    char *last = strrchr(ui->line, ' ');
    Offer offers = {.typed = last == NULL ? ui->line : last + 1};
    offers.length = strlen(offers.typed);
    if (last == NULL) offer_commands(&offers);
    else offer_arguments(&offers, session, ui->line, strcspn(ui->line, " "));
    if (offers.count > 0) {
        size_t start = (size_t)(offers.typed - ui->line);
        snprintf(ui->line + start, sizeof ui->line - start, "%s%s", offers.common, offers.count == 1 ? " " : "");
    }
    if (offers.count > 1) snprintf(ui->candidates, sizeof ui->candidates, "%s", buf_text(&offers.list));
    else if (offers.count == 0) snprintf(ui->candidates, sizeof ui->candidates, "(nothing fits)");
    buf_fini(&offers.list);
}
