/* A line of the configuration is a setting or a key.  Settings are the commands of the same name, so that
   nothing can be set here that cannot be typed. */
#include "ui/config.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "ui/prompt.h"

/* "bind KEY ACTION". */
static bool bind_key(Session *session, const char *words)
{
    char name[32], action[32];
    KeyBinding binding;
    if (sscanf(words, "%31s %31s", name, action) != 2) return false;
    binding.key = key_parse(name, strlen(name));
    binding.action = key_action_named(action);
    if (binding.key == KEYCODE_NONE || binding.action == ACTION_COUNT) return false;
    return vec_push(&session->bindings, binding) == 0;
}

static bool set(Session *session, const char *name, const char *value)
{
    static const struct { const char *name, *value; X86Mode mode; } modes[] = {{"x86", "32", X86_32}, {"x86", "64", X86_64}};
    static const char *const commands[] = {"theme", "glyphs", "detail"};
    for (size_t i = 0; i < ARRAY_LENGTH(modes); i++) {
        if (strcmp(modes[i].name, name) != 0 || strcmp(modes[i].value, value) != 0) continue;
        session->ui.x86 = modes[i].mode;
        return true;
    }
    bool is_up = strcmp(value, "up") == 0, is_down = strcmp(value, "down") == 0;
    if (strcmp(name, "stack.top") == 0 && (is_up || is_down)) {
        session->ui.stack_down = is_down;
        return true;
    }
    if (strcmp(name, "preset") == 0 && value[0] >= '1' && value[0] <= '0' + UI_PRESETS && value[1] == '\0') {
        session_act(session, ACTION_preset, value[0] - '0');
        return true;
    }
    for (size_t i = 0; i < ARRAY_LENGTH(commands); i++) {
        char line[UI_LINE];
        if (strcmp(commands[i], name) != 0) continue;
        snprintf(line, sizeof line, "%s %s", name, value);
        session->ui.message_is_error = false;
        prompt_run(session, line);
        return !session->ui.message_is_error;
    }
    return false;
}

static bool apply_line(Session *session, const char *line)
{
    char name[32], value[64];
    line += strspn(line, " \t");
    if (*line == '\0' || *line == '#') return true;
    if (strncmp(line, "bind ", 5) == 0) return bind_key(session, line + 5);
    if (sscanf(line, "%31[a-z0-9.] = %63s", name, value) != 2) return false;
    return set(session, name, value);
}

int config_apply(Session *session, const char *text)
{
    for (int number = 1; *text != '\0'; number++) {
        size_t length = strcspn(text, "\n");
        char *line = strndup(text, length);
        bool is_right = line != NULL && apply_line(session, line);
        free(line);
        if (!is_right) return number;
        text += length + (text[length] == '\n');
    }
    session->ui.message[0] = '\0';
    return 0;
}

static FILE *open_file(char *path, size_t size)
{
    const char *folder = getenv("XDG_CONFIG_HOME"), *home = getenv("HOME");
    if (folder != NULL && folder[0] == '/') snprintf(path, size, "%s/viv/config", folder);
    else if (home != NULL) snprintf(path, size, "%s/.config/viv/config", home);
    else return NULL;
    return fopen(path, "r");
}

void config_load(Session *session)
{
    char path[512], text[16384];
    FILE *file = open_file(path, sizeof path);
    if (file == NULL) return; /* most users have none */
    size_t length = fread(text, 1, sizeof text - 1, file);
    fclose(file);
    text[length] = '\0';
    int line = config_apply(session, text);
    if (line != 0) ui_complain(&session->ui, "%s, line %d: neither a setting nor \"bind KEY ACTION\"", path, line);
}
