/* Gamma by Lanczos' approximation, and the lengths of vectors with the rounding errors of their squares
   carried along.  The order of the operations is CPython's, so that the last bit is the same. */
#include "modules/math_gamma.h"

#include <math.h>
#include <stdbool.h>

static const double pi = 3.14159265358979323846, log_of_pi = 1.1447298858494001741434;

/* sin(pi * x), exact where x is whole. */
static double sine_of_pi(double x)
{
    double y = fmod(fabs(x), 2.0), sine;
    switch ((int)round(2.0 * y)) {
    case 0: sine = sin(pi * y); break;
    case 1: sine = cos(pi * (y - 0.5)); break;
    case 2: sine = sin(pi * (1.0 - y)); break;
    case 3: sine = -cos(pi * (y - 1.5)); break;
    default: sine = sin(pi * (y - 2.0)); break;
    }
    return copysign(1.0, x) * sine;
}

/* Lanczos' sum for g = 6.02…, as a quotient of two polynomials; the lower is x (x+1) … (x+11). */
enum { TERMS = 13 };
static const double lanczos_g = 6.024680040776729583740234375, lanczos_g_less_half = 5.524680040776729583740234375;
static const double upper[TERMS] = {
    23531376880.410759688572007674, 42919803642.649098768957899047, 35711959237.355668049440185452, 17921034426.037209699919755754,
    6039542586.3520280050642916443, 1439720407.3117216736632230728, 248874557.86205415651146038641, 31426415.585400194380614231628,
    2876370.6289353724412254090516, 186056.26539522349504029498972, 8071.6720023658162106380029023, 210.82427775157934587250973392,
    2.5066282746310002701649081771,
};
static const double lower[TERMS] = {0, 39916800, 120543840, 150917976, 105258076, 45995730, 13339535, 2637558, 357423, 32670, 1925, 66, 1};

/* From five on the polynomials are taken in 1/x, which cannot overflow. */
static double lanczos_sum(double x)
{
    double above = 0, below = 0;
    for (int i = 0; i < TERMS; i++) {
        int term = x < 5.0 ? TERMS - 1 - i : i;
        above = (x < 5.0 ? above * x : above / x) + upper[term];
        below = (x < 5.0 ? below * x : below / x) + lower[term];
    }
    return above / below;
}

/* Gamma of a number that is neither whole, tiny nor large.  ERROR: of the sum absx + g - 1/2, for which
   the result is corrected. */
static double gamma_by_lanczos(double x)
{
    double absx = fabs(x), y = absx + lanczos_g_less_half, error, result;
    if (absx > lanczos_g_less_half) {
        double q = y - absx;
        error = q - lanczos_g_less_half;
    } else {
        double q = y - lanczos_g_less_half;
        error = q - absx;
    }
    error = error * lanczos_g / y;
    if (x < 0.0) {
        result = -pi / sine_of_pi(absx) / absx * exp(y) / lanczos_sum(absx);
        result -= error * result;
    } else {
        result = lanczos_sum(absx) / exp(y);
        result += error * result;
    }
    bool twice = absx >= 140.0; /* the power alone would overflow */
    double power = twice ? pow(y, absx / 2.0 - 0.25) : pow(y, absx - 0.5);
    for (int i = 0; i <= twice; i++) result = x < 0.0 ? result / power : result * power;
    return result;
}

double math_gamma_of(double x)
{
    if (isnan(x) || x == (double)INFINITY) return x;
    if (x == 0.0) return copysign((double)INFINITY, x);
    if (x == floor(x)) {
        if (x < 0.0) return (double)NAN;
        if (x <= 23.0) {
            double factorial = 1.0;
            for (int i = 2; i < (int)x; i++) factorial *= i;
            return factorial;
        }
    }
    if (fabs(x) < 1e-20) return 1.0 / x;
    if (fabs(x) > 200.0) return x < 0.0 ? 0.0 / sine_of_pi(x) : (double)INFINITY;
    return gamma_by_lanczos(x);
}

double math_lgamma_of(double x)
{
    if (isnan(x)) return x;
    if (isinf(x)) return (double)INFINITY;
    if (x == floor(x) && x <= 2.0) return x <= 0.0 ? (double)INFINITY : 0.0;
    double absx = fabs(x);
    if (absx < 1e-20) return -log(absx);
    double result = log(lanczos_sum(absx)) - lanczos_g;
    result += (absx - 0.5) * (log(absx + lanczos_g - 0.5) - 1);
    if (x < 0.0) result = log_of_pi - log(fabs(sine_of_pi(absx))) - log(absx) - result;
    return result;
}

/* --- vectors */

/* A sum with what was lost by rounding: of the large parts, the middle ones, the small ones. */
typedef struct ExactSum {
    double sum, lost[3];
} ExactSum;

static void add_part(ExactSum *sum, double part, int level)
{
    double before = sum->sum;
    sum->sum += part;
    sum->lost[level] += (before - sum->sum) + part;
}

/* Adds SIGN * x * x; x is split into halves of 26 bits, whose products are exact. */
static void add_square(ExactSum *sum, double x, double sign)
{
    double scaled = x * 134217729.0, high = scaled - (scaled - x), low = x - high;
    add_part(sum, sign * high * high, 0);
    add_part(sum, sign * 2.0 * high * low, 1);
    if (sign < 0) add_part(sum, sign * low * low, 2);
    else sum->lost[2] += low * low;
}

double math_vector_length(double *components, ptrdiff_t count)
{
    double largest = 0;
    bool nan = false;
    for (ptrdiff_t i = 0; i < count; i++) {
        if (isnan(components[i])) nan = true;
        if (components[i] > largest) largest = components[i];
    }
    if (isinf(largest)) return largest;
    if (nan) return (double)NAN;
    if (largest == 0.0 || count <= 1) return largest;
    int exponent;
    (void)frexp(largest, &exponent);
    ExactSum sum = {1.0, {0}};
    if (exponent < -1023) {
        for (ptrdiff_t i = 0; i < count; i++) {
            double x = components[i] / largest;
            add_part(&sum, x * x, 0);
        }
        return largest * sqrt(sum.sum - 1.0 + sum.lost[0]);
    }
    double scale = ldexp(1.0, -exponent);
    for (ptrdiff_t i = 0; i < count; i++) add_square(&sum, components[i] * scale, 1.0);
    double root = sqrt(sum.sum - 1.0 + (sum.lost[0] + sum.lost[1] + sum.lost[2]));
    add_square(&sum, root, -1.0);
    double rest = sum.sum - 1.0 + (sum.lost[0] + sum.lost[1] + sum.lost[2]);
    return (root + rest / (2.0 * root)) / scale;
}
