/* Instructions as they are stored: prefixes, operation, caches. */
#include "code/code_instr.h"

CodeInstr code_instr(Ref code, int unit)
{
    return code_instr_read(AS_CODE(code), unit);
}
