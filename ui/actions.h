/* What keys do: one function for each action of keys.def.  COUNT is what was typed before the key, 0 when
   nothing was. */
#ifndef VIV_UI_ACTIONS_H
#define VIV_UI_ACTIONS_H

#include "ui/session.h"

#define GROUP(title)
#define KEY(action, keys, footer, help) void act_##action(Session *session, int count);
#include "ui/keys.def"
#undef GROUP
#undef KEY

/* COUNT as a number of steps: 1 when none was typed. */
uint64_t action_steps(int count);

/* What the selected row of PANE is about; its name is valid as long as the View is. */
Subject action_subject(Session *session, PaneId pane);

/* The place that the selected row names, with a borrowed text; false, with a message, when it names none. */
bool action_place(Session *session, Stop *place);

#endif
