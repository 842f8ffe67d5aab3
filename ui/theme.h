/* Roles of text, and themes that say how they look. */
#ifndef VIV_UI_THEME_H
#define VIV_UI_THEME_H

#include "base/base.h"

enum { STYLE_BOLD = 1, STYLE_REVERSE = 2, STYLE_UNDERLINE = 4 };

typedef enum Role {
#define ROLE(name, mono, colour, dark, light) ROLE_##name,
#include "ui/roles.def"
#undef ROLE
    ROLE_COUNT
} Role;

typedef enum Theme { THEME_MONO, THEME_SIXTEEN, THEME_DARK, THEME_LIGHT, THEME_COUNT } Theme;

/* How a role looks in a theme. */
typedef struct Look {
    int attributes; /* STYLE_… */
    int colour;     /* of the text: an index of the palette; -1: the terminal's own */
} Look;

Look theme_look(Theme theme, Role role);

const char *theme_name(Theme theme);

/* True, and the theme, when NAME is one's. */
bool theme_find(const char *name, Theme *theme);

#endif
