/* SPDX-License-Identifier: MIT */
/*
 * A Python value is one tagged 8-byte word.
 *
 *   ...xxx1   a 63-bit int, stored inline
 *   ...xx10   an immediate: None, False, True, Ellipsis, NotImplemented
 *   ...0000   a pointer to an Object in the world's arena, 16-byte aligned
 *   0         no value: an unbound local, a missing argument, an error
 *
 * There are no reference counts. CPython's small-int cache becomes "every
 * int of 63 bits is identical to itself".
 */
#ifndef GILSCOPE_VM_VALUE_H
#define GILSCOPE_VM_VALUE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef uint64_t Value;
typedef struct World World;
typedef struct Thread Thread;

#define NO_VALUE        ((Value)0)
#define NONE            ((Value)2)
#define FALSE_VALUE     ((Value)6)
#define TRUE_VALUE      ((Value)10)
#define ELLIPSIS        ((Value)14)
#define NOT_IMPLEMENTED ((Value)18)
/* Never seen by a program: "no such entry", "deleted". */
#define ABSENT ((Value)22)

#define INT_INLINE_MAX INT64_C(0x3fffffffffffffff)
#define INT_INLINE_MIN (-INT_INLINE_MAX - 1)

/*
 * The header of everything in the arena. `type` names the Klass by its
 * distance from the world in 16-byte units, so that a built-in type is a
 * constant known at compile time; 0 marks a free cell. `layout` is the TypeId
 * whose C struct this object has: a subclass of list has its own type and
 * list's layout.
 */
typedef struct Object {
    uint32_t type;
    uint8_t layout;
    uint8_t flags;
    uint16_t units; /* cell size / 16; 0: a large cell, see heap.h */
} Object;

enum {
    OBJECT_HAS_ID = 1,    /* has an entry in the world's identity table */
    OBJECT_FINALISE = 2,  /* its class has __del__, not yet run */
    OBJECT_WEAKLY = 4,    /* somebody holds a weak reference to it */
    OBJECT_DICT_WORD = 8, /* the last word of its cell is its __dict__ */
    OBJECT_ESCAPED = 16,  /* frames: somebody else holds it, do not recycle */
    OBJECT_INTERNED = 32, /* str: the one copy in the intern table */
    OBJECT_MUTABLE_BUSY = 64, /* list: being sorted */
    OBJECT_FLAG_A = 128,      /* free for the layout's own use */
};

#define IS_INT(v)      ((v)&1)
#define IS_OBJECT(v)   (((v)&3) == 0 && (v) != 0)
#define IS_BOOL(v)     ((v) == TRUE_VALUE || (v) == FALSE_VALUE)
#define BOTH_INT(a, b) ((a) & (b)&1)
#define INT(i)         (((Value)(int64_t)(i) << 1) | 1)
#define INT_OF(v)      ((int64_t)(v) >> 1)
#define BOOL(b)        ((b) ? TRUE_VALUE : FALSE_VALUE)
#define OBJECT(v)      ((Object *)(uintptr_t)(v))
#define VALUE(p)       ((Value)(uintptr_t)(p))
/* `AS(List, v)`: the caller has checked the layout. */
#define AS(T, v) ((T *)(uintptr_t)(v))

static inline bool int_fits_inline(int64_t i)
{
    return i >= INT_INLINE_MIN && i <= INT_INLINE_MAX;
}

/*
 * What a leaf or a native came to.
 *   OK      done
 *   RAISE   the exception is in thread->raised
 *   BLOCK   natives only: thread->request says what must happen first
 *   CALL    natives only: call f->callee, then enter me again
 *   TWIN    user code was met and nothing has been changed: the Python twin
 *           of this native must do the work (see RULES, "natives")
 *   NO_OP   operators only: not implemented for these operands
 */
typedef enum { OK, RAISE, BLOCK, CALL, TWIN, NO_OP } Status;

#define MUST_CHECK __attribute__((warn_unused_result))

/* Hand any status but OK to the caller. */
#define TRY(call)                                                              \
    do {                                                                       \
        Status status_ = (call);                                               \
        if (__builtin_expect(status_ != OK, 0)) {                              \
            return status_;                                                    \
        }                                                                      \
    } while (0)

/* Make `value` or hand on RAISE: for functions that return 0 with an error. */
#define NEED(value)                                                            \
    do {                                                                       \
        if (__builtin_expect(!(value), 0)) {                                   \
            return RAISE;                                                      \
        }                                                                      \
    } while (0)

#endif
