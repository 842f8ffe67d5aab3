/* What tells apart the methods of str, bytes and bytearray that one function serves (fn.which). */
#ifndef VIV_OBJECTS_METHOD_MODES_H
#define VIV_OBJECTS_METHOD_MODES_H

enum { SEARCH_FIRST, SEARCH_LAST, SEARCH_COUNT, SEARCH_MUST = 4 }; /* MUST: ValueError, not -1 */
enum { AT_START, AT_END };
enum { SIDE_BOTH, SIDE_LEFT, SIDE_RIGHT };
typedef enum CaseStyle { STYLE_LOWER, STYLE_UPPER, STYLE_FOLD, STYLE_SWAP, STYLE_TITLE, STYLE_CAPITALIZE } CaseStyle;

#endif
