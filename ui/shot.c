/* A grid in other forms.  Cells of one look that follow each other become one run of text, so that
   files stay small and can be read. */
#include "ui/shot.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

static Look look_of(const Cell *cell, Theme theme)
{
    Look look = theme_look(theme, cell->style.role);
    look.attributes |= cell->style.attributes;
    return look;
}

/* The run of cells that look alike from X on; its text goes to TEXT. */
static int run_end(const Grid *grid, Theme theme, int x, int y, Buf *text)
{
    const Cell *row = &grid->cells[(size_t)y * (size_t)grid->columns];
    Look first = look_of(&row[x], theme);
    buf_clear(text);
    bool is_line = row[x].arms != 0;
    for (; x < grid->columns; x++) {
        Look look = look_of(&row[x], theme);
        if ((row[x].arms != 0) != is_line || look.attributes != first.attributes || look.colour != first.colour) break;
        buf_add_text(text, grid_glyph(grid, &row[x]));
    }
    return x;
}

static void add_ansi(const Grid *grid, Theme theme, Buf *buf)
{
    Buf text = BUF_INIT;
    for (int y = 0; y < grid->rows; y++) {
        for (int x = 0; x < grid->columns;) {
            Look look = look_of(&grid->cells[y * grid->columns + x], theme);
            x = run_end(grid, theme, x, y, &text);
            buf_add_text(buf, "\x1b[0");
            if (look.attributes & STYLE_BOLD) buf_add_text(buf, ";1");
            if (look.attributes & STYLE_UNDERLINE) buf_add_text(buf, ";4");
            if (look.attributes & STYLE_REVERSE) buf_add_text(buf, ";7");
            if (look.colour >= 0) buf_printf(buf, ";38;5;%d", look.colour);
            buf_printf(buf, "m%s", buf_text(&text));
        }
        buf_add_text(buf, "\x1b[0m\n");
    }
    buf_fini(&text);
}

/* The palette's colours as a browser wants them: xterm's. */
static void colour_name(int colour, char name[8])
{
    static const unsigned sixteen[] = {0x000000, 0xB00000, 0x007A3D, 0x8A6A00, 0x0050B0, 0x8A2A8A, 0x007080, 0x606060};
    unsigned rgb;
    if (colour < 8) rgb = sixteen[colour];
    else if (colour >= 232) rgb = (unsigned)(8 + 10 * (colour - 232)) * 0x10101;
    else {
        static const unsigned levels[] = {0, 95, 135, 175, 215, 255};
        unsigned cube = (unsigned)(colour < 16 ? 0 : colour - 16);
        rgb = levels[cube / 36] << 16 | levels[cube / 6 % 6] << 8 | levels[cube % 6];
    }
    snprintf(name, 8, "#%06X", rgb & 0xFFFFFF);
}

static void add_escaped(Buf *buf, const char *text)
{
    for (; *text != '\0'; text++) {
        if (*text == '<') buf_add_text(buf, "&lt;");
        else if (*text == '>') buf_add_text(buf, "&gt;");
        else if (*text == '&') buf_add_text(buf, "&amp;");
        else if (*text == '"') buf_add_text(buf, "&quot;");
        else buf_add_char(buf, *text);
    }
}

static void add_html(const Grid *grid, Theme theme, Buf *buf)
{
    Buf text = BUF_INIT;
    char colour[8];
    buf_add_text(buf, "<!DOCTYPE html>\n<meta charset=\"utf-8\">\n<title>viv</title>\n<pre>\n");
    for (int y = 0; y < grid->rows; y++) {
        for (int x = 0; x < grid->columns;) {
            Look look = look_of(&grid->cells[y * grid->columns + x], theme);
            x = run_end(grid, theme, x, y, &text);
            bool is_plain = look.attributes == 0 && look.colour < 0;
            if (!is_plain) buf_add_text(buf, "<span style=\"");
            if (look.attributes & STYLE_BOLD) buf_add_text(buf, "font-weight:bold;");
            if (look.attributes & STYLE_UNDERLINE) buf_add_text(buf, "text-decoration:underline;");
            if (look.attributes & STYLE_REVERSE) buf_add_text(buf, "background:#DDD;");
            if (look.colour >= 0) {
                colour_name(look.colour, colour);
                buf_printf(buf, "color:%s;", colour);
            }
            if (!is_plain) buf_add_text(buf, "\">");
            add_escaped(buf, buf_text(&text));
            if (!is_plain) buf_add_text(buf, "</span>");
        }
        buf_add_char(buf, '\n');
    }
    buf_add_text(buf, "</pre>\n");
    buf_fini(&text);
}

enum { SVG_CELL = 9, SVG_LINE = 18 };

static void add_svg_run(const Look *look, int x, int y, int width, const char *text, Buf *buf)
{
    char colour[8] = "#000000";
    if (look->colour >= 0) colour_name(look->colour, colour);
    if (look->attributes & STYLE_REVERSE) {
        buf_printf(buf, "<rect x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\" fill=\"#DDDDDD\"/>\n", x * SVG_CELL, y * SVG_LINE,
                   width * SVG_CELL, SVG_LINE);
    }
    if (strspn(text, " ") == strlen(text)) return;
    buf_printf(buf, "<text x=\"%d\" y=\"%d\" textLength=\"%d\" fill=\"%s\"%s%s>", x * SVG_CELL, y * SVG_LINE + 14,
               width * SVG_CELL, colour, look->attributes & STYLE_BOLD ? " font-weight=\"bold\"" : "",
               look->attributes & STYLE_UNDERLINE ? " text-decoration=\"underline\"" : "");
    add_escaped(buf, text);
    buf_add_text(buf, "</text>\n");
}

/* Has the cell a line that is drawn as one?  An ASCII grid has characters in their place. */
static bool has_line(const Grid *grid, int x, int y)
{
    return !grid->ascii && grid->cells[y * grid->columns + x].arms != 0;
}

/* Borders are one path of lines, so that they meet whatever the font. */
static void add_svg_lines(const Grid *grid, Buf *buf)
{
    buf_add_text(buf, "<path fill=\"none\" stroke=\"#808080\" d=\"");
    for (int y = 0; y < grid->rows; y++) {
        for (int x = 0; x < grid->columns; x++) {
            int arms = has_line(grid, x, y) ? grid->cells[y * grid->columns + x].arms : 0;
            int left = x * SVG_CELL, top = y * SVG_LINE, middle_x = left + SVG_CELL / 2, middle_y = top + SVG_LINE / 2;
            if (arms & (GRID_LEFT | GRID_RIGHT)) {
                buf_printf(buf, "M%d %dH%d", arms & GRID_LEFT ? left : middle_x, middle_y, arms & GRID_RIGHT ? left + SVG_CELL : middle_x);
            }
            if (arms & (GRID_UP | GRID_DOWN)) {
                buf_printf(buf, "M%d %dV%d", middle_x, arms & GRID_UP ? top : middle_y, arms & GRID_DOWN ? top + SVG_LINE : middle_y);
            }
        }
    }
    buf_add_text(buf, "\"/>\n");
}

static void add_svg(const Grid *grid, Theme theme, Buf *buf)
{
    Buf text = BUF_INIT;
    buf_printf(buf,
               "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%d\" height=\"%d\" font-family=\"monospace\" "
               "font-size=\"15\" xml:space=\"preserve\">\n<rect width=\"100%%\" height=\"100%%\" fill=\"#FFFFFF\"/>\n",
               grid->columns * SVG_CELL, grid->rows * SVG_LINE);
    add_svg_lines(grid, buf);
    for (int y = 0; y < grid->rows; y++) {
        for (int x = 0; x < grid->columns;) {
            if (has_line(grid, x, y)) {
                x++;
                continue;
            }
            Look look = look_of(&grid->cells[y * grid->columns + x], theme);
            int end = run_end(grid, theme, x, y, &text);
            add_svg_run(&look, x, y, end - x, buf_text(&text), buf);
            x = end;
        }
    }
    buf_add_text(buf, "</svg>\n");
    buf_fini(&text);
}

void shot_add(const Grid *grid, Theme theme, const char *ending, Buf *buf)
{
    Theme on_white = theme == THEME_DARK ? THEME_LIGHT : theme;
    if (strcmp(ending, "ansi") == 0) add_ansi(grid, theme, buf);
    else if (strcmp(ending, "svg") == 0) add_svg(grid, on_white, buf);
    else if (strcmp(ending, "html") == 0) add_html(grid, on_white, buf);
    else grid_write(grid, buf);
}

int shot_write(const Grid *grid, Theme theme, const char *path)
{
    const char *dot = strrchr(path, '.');
    Buf buf = BUF_INIT;
    shot_add(grid, theme, dot == NULL ? "txt" : dot + 1, &buf);
    bool is_stdout = strcmp(path, "-") == 0;
    FILE *file = buf.failed ? NULL : is_stdout ? stdout : fopen(path, "w");
    if (buf.failed) errno = ENOMEM;
    int result = -1;
    if (file != NULL) {
        bool is_whole = fwrite(buf_text(&buf), 1, buf.length, file) == buf.length;
        result = (is_stdout ? fflush(file) : fclose(file)) == 0 && is_whole ? 0 : -1;
    }
    buf_fini(&buf);
    return result;
}
