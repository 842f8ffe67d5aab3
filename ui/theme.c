/* Roles to looks, from roles.def.  What a role shows by an attribute in mono stays so in colour
   where it marks a place (reverse). */
#include "ui/theme.h"

#include <string.h>

static const struct {
    int mono, colour, dark, light;
} roles[] = {
#define ROLE(name, mono, colour, dark, light) {mono, colour, dark, light},
#include "ui/roles.def"
#undef ROLE
};

static const char *const names[THEME_COUNT] = {"mono", "16", "dark", "light"};

Look theme_look(Theme theme, Role role)
{
    Look look = {roles[role].mono, -1};
    switch (theme) {
    case THEME_MONO:
    case THEME_COUNT: return look;
    case THEME_SIXTEEN: look.colour = roles[role].colour; break;
    case THEME_DARK: look.colour = roles[role].dark; break;
    case THEME_LIGHT: look.colour = roles[role].light; break;
    }
    if (look.colour >= 0) look.attributes &= ~STYLE_UNDERLINE;
    return look;
}

const char *theme_name(Theme theme)
{
    return names[theme];
}

bool theme_find(const char *name, Theme *theme)
{
    for (int i = 0; i < THEME_COUNT; i++) {
        if (strcmp(names[i], name) == 0) {
            *theme = (Theme)i;
            return true;
        }
    }
    return false;
}
