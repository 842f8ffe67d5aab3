/* The names of keys, and the tables that keys.def makes. */
#include "ui/keys.h"

#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"

const KeyLine key_table[ACTION_COUNT] = {
#define GROUP(title)
#define KEY(action, keys, footer, help) {#action, keys, footer, help},
#include "ui/keys.def"
#undef GROUP
#undef KEY
};

const KeyLine key_help[] = {
#define GROUP(title) {NULL, "", "", title},
#define KEY(action, keys, footer, help) {#action, keys, footer, help},
#include "ui/keys.def"
#undef GROUP
#undef KEY
};

const size_t key_help_length = ARRAY_LENGTH(key_help);

static const struct {
    const char *name;
    int key;
} names[] = {
    {"Right", KEYCODE_RIGHT},   {"Left", KEYCODE_LEFT},     {"Up", KEYCODE_UP},       {"Down", KEYCODE_DOWN},
    {"PgUp", KEYCODE_PAGE_UP},  {"PgDn", KEYCODE_PAGE_DOWN}, {"Home", KEYCODE_HOME},  {"End", KEYCODE_END},
    {"Tab", KEYCODE_TAB},       {"S-Tab", KEYCODE_BACK_TAB}, {"Enter", KEYCODE_ENTER}, {"Esc", KEYCODE_ESC},
    {"Space", ' '},             {"Backspace", KEYCODE_BACKSPACE},
};

int key_parse(const char *name, size_t length)
{
    uint32_t code_point;
    if (length == 0) return KEYCODE_NONE;
    if (utf8_decode(name, length, &code_point) == length) return (int)code_point;
    for (size_t i = 0; i < ARRAY_LENGTH(names); i++) {
        if (strlen(names[i].name) == length && memcmp(names[i].name, name, length) == 0) return names[i].key;
    }
    if (length == 6 && memcmp(name, "Ctrl-", 5) == 0 && name[5] >= 'A' && name[5] <= 'Z') return name[5] - 'A' + 1;
    if (name[0] == 'F' && length <= 3 && name[1] >= '1' && name[1] <= '9') {
        int number = atoi(name + 1);
        return number >= 1 && number <= 12 ? KEYCODE_F1 + number - 1 : KEYCODE_NONE;
    }
    return KEYCODE_NONE;
}

Action key_action(int key)
{
    for (int action = 0; action < ACTION_COUNT; action++) {
        const char *text = key_table[action].keys;
        while (*text != '\0') {
            size_t length = strcspn(text, " ");
            if (key_parse(text, length) == key) return (Action)action;
            text += length;
            text += strspn(text, " ");
        }
    }
    return ACTION_COUNT;
}

Action key_action_named(const char *name)
{
    for (int action = 0; action < ACTION_COUNT; action++) {
        if (strcmp(key_table[action].action, name) == 0) return (Action)action;
    }
    return ACTION_COUNT;
}
