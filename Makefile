# viv: a Python 3.11 virtual machine made of glass.
#
# One object folder per configuration: build/release, build/debug, build/asan.
# Every src/*/*.c, ui/*.c and traces/*.c goes into libviv.a, so that the program and
# the unit tests link the same code; src/main.c is the program's only own file.

BUILD ?= release
O := build/$(BUILD)
MAKEFLAGS += --no-print-directory

CC ?= gcc
WERROR ?= -Werror
# A slot's parameters are given by its table; a function that needs fewer does not say so.
WARNINGS := -Wall -Wextra -Wno-unused-parameter $(WERROR) -Wshadow -Wstrict-prototypes \
	-Wmissing-prototypes -Wold-style-definition -Wwrite-strings -Wvla \
	-Wimplicit-fallthrough -Wundef
PKG_CONFIG ?= pkg-config
PACKAGES := ncursesw libcjson libedit

OPTIMISE_release := -O2 -g
OPTIMISE_debug := -O0 -g -DVIV_CHECKED
# gcc misjudges lengths of text under the sanitizers.
OPTIMISE_asan := -O1 -g -fno-omit-frame-pointer -DVIV_CHECKED \
	-fsanitize=address,undefined -fno-sanitize-recover=undefined -Wno-format-truncation
ifeq ($(OPTIMISE_$(BUILD)),)
$(error BUILD=$(BUILD): choose release, debug or asan)
endif

# The packages' flags are asked for once, and only when something is compiled.
PACKAGE_CFLAGS = $(eval PACKAGE_CFLAGS := $$(shell $(PKG_CONFIG) --cflags $(PACKAGES)))$(PACKAGE_CFLAGS)
PACKAGE_LIBS = $(eval PACKAGE_LIBS := $$(shell $(PKG_CONFIG) --libs $(PACKAGES)))$(PACKAGE_LIBS)
CHECK_LIBS = $(eval CHECK_LIBS := $$(shell $(PKG_CONFIG) --libs check))$(CHECK_LIBS)
COMPILE = $(CC) -std=c11 -D_GNU_SOURCE -Isrc -I. $(OPTIMISE_$(BUILD)) $(WARNINGS) \
	$(PACKAGE_CFLAGS) $(CPPFLAGS) $(CFLAGS) -MMD -MP
LINK = $(CC) $(OPTIMISE_$(BUILD)) $(CFLAGS) $(LDFLAGS)
LIBS = $(PACKAGE_LIBS) -lunistring -lm

SOURCES := $(sort $(wildcard src/*/*.c ui/*.c traces/*.c))
TESTS := $(sort $(wildcard tests/unit/test_*.c))
TEST_HELPERS := $(filter-out $(TESTS),$(sort $(wildcard tests/unit/*.c)))
TERMINAL_TESTS := $(sort $(wildcard tests/terminal/*.c))
STRESS_TESTS := $(sort $(wildcard tests/stress/*.c))
FUZZERS := $(sort $(wildcard tests/fuzz/fuzz_*.c))
OBJECTS := $(SOURCES:%.c=$(O)/%.o)
TEST_PROGRAMS := $(TESTS:%.c=$(O)/%)
TERMINAL_PROGRAMS := $(TERMINAL_TESTS:%.c=$(O)/%) $(STRESS_TESTS:%.c=$(O)/%)
FUZZ_HELPERS := $(filter-out $(FUZZERS),$(sort $(wildcard tests/fuzz/*.c)))
FUZZ_PROGRAMS := $(FUZZERS:%.c=$(O)/%)

prefix ?= /usr/local
bindir ?= $(prefix)/bin
datadir ?= $(prefix)/share
VERSION = $(shell sed -n 's/^\#define VIV_VERSION "\(.*\)"/\1/p' src/cli/cli.h)

.DELETE_ON_ERROR:
.SUFFIXES:
.PHONY: all needs debug release asan stress check demo bench parity oracle fuzz pictures \
	install uninstall dist clean help

## all: build ./viv (the default)
all: $(O)/viv
ifeq ($(BUILD),release)
	ln -sf $(O)/viv viv
endif

# Below the default target: with V=1 this line names a target of its own.
$(V).SILENT:

$(O)/viv: $(O)/src/main.o $(O)/libviv.a
	echo "  LINK $@"
	$(LINK) -o $@ $^ $(LIBS)

$(O)/libviv.a: $(OBJECTS)
	rm -f $@
	$(AR) rcs $@ $^

$(O)/%.o: %.c Makefile
	mkdir -p $(@D)
	echo "  CC   $<"
	$(COMPILE) -c -o $@ $<

$(O)/tests/unit/test_%: $(O)/tests/unit/test_%.o $(TEST_HELPERS:%.c=$(O)/%.o) $(O)/libviv.a
	$(LINK) -o $@ $^ $(CHECK_LIBS) $(LIBS)

$(O)/tests/terminal/%: $(O)/tests/terminal/%.o $(TEST_HELPERS:%.c=$(O)/%.o) $(O)/libviv.a
	$(LINK) -o $@ $^ $(LIBS)

$(O)/tests/stress/%: $(O)/tests/stress/%.o $(O)/libviv.a
	$(LINK) -o $@ $^ $(LIBS)

$(O)/tests/fuzz/fuzz_%: $(O)/tests/fuzz/fuzz_%.o $(FUZZ_HELPERS:%.c=$(O)/%.o) $(O)/libviv.a
	$(LINK) -o $@ $^ $(LIBS)

-include $(OBJECTS:.o=.d) $(TEST_PROGRAMS:=.d) $(TEST_HELPERS:%.c=$(O)/%.d) $(FUZZ_HELPERS:%.c=$(O)/%.d) $(TERMINAL_PROGRAMS:=.d) $(FUZZ_PROGRAMS:=.d) $(O)/src/main.d
.SECONDARY:

needs:
	tests/install_needs.sh build run tests

## release: build the optimised program in build/release
release:
	+$(MAKE) BUILD=release all

## debug: build with assertions and without optimisation in build/debug
debug:
	+$(MAKE) BUILD=debug all

## asan: run all tests under the address and undefined-behaviour sanitizers
asan:
	+$(MAKE) BUILD=asan check

## stress: run the program tests in every hostile mode of VIV_DEBUG, interrupt runaway programs, seek a thousand times, press 100,000 keys
stress:
	+$(MAKE) BUILD=asan all build/asan/tests/terminal/pty_keys build/asan/tests/stress/fail_alloc
	+$(MAKE) BUILD=release all build/release/tests/stress/interrupts
	tests/stress/run_all.sh build/asan build/release

## check: install what the tests need and run all of them
check: needs
	+$(MAKE) BUILD=$(BUILD) all $(TEST_PROGRAMS) $(TERMINAL_PROGRAMS)
	tests/run_all.sh $(O)

## demo: install what is missing, build, and open the stepper on the first lesson
demo:
	tests/install_needs.sh build run
	+$(MAKE) all
	./viv step lessons/05-frames/fib.py

## bench: measure the speed of the compiler and of the programs in tests/bench
bench: all $(O)/tests/terminal/pty_keys
	tests/bench/events/run.sh $(O)/viv
	tests/bench/events/rates.sh $(O)/viv
	tests/bench/travel/run.sh $(O)/viv
	tests/bench/compile/run.sh $(O)/viv
	tests/bench/run.sh ./viv
	tests/bench/stepper/run.sh $(O)

## parity: compare code objects, .pyc bytes, trees, tokens and syntax errors with CPython's over its library
parity: all
	tests/parity/run.sh $(O)/viv

## oracle: renew the stored goldens with /usr/bin/python3
oracle:
	tests/oracle/renew.sh

## fuzz: feed damaged input to every reader for a minute each (FUZZ_SECONDS=60)
fuzz:
	+$(MAKE) BUILD=asan $(FUZZERS:%.c=build/asan/%)
	tests/fuzz/run.sh build/asan

## pictures: draw the README's pictures anew
pictures: all
	./viv shot --at 41 --size 80x24 -o ui/pictures/fib.svg lessons/05-frames/fib.py
	./viv shot --at gc --keys "}}}}6" --size 120x40 -o ui/pictures/cycle.svg lessons/14-cycles/cycle.py
	./viv shot --at 50 --keys oo --size 120x40 -o ui/pictures/x86.svg lessons/05-frames/fib.py

## install: install the program and the lessons under $(DESTDIR)$(prefix)
install: all
	install -D -m 755 $(O)/viv $(DESTDIR)$(bindir)/viv
	for file in $$(find lessons -type f); do \
		install -D -m 644 $$file $(DESTDIR)$(datadir)/viv/$$file || exit 1; \
	done

## uninstall: remove what install put there
uninstall:
	rm -f $(DESTDIR)$(bindir)/viv
	rm -rf $(DESTDIR)$(datadir)/viv

## dist: pack the committed sources into build/viv-VERSION.tar.gz
dist:
	mkdir -p build
	git archive --format=tar.gz --prefix=viv-$(VERSION)/ -o build/viv-$(VERSION).tar.gz HEAD

## clean: remove everything that was built
clean:
	rm -rf build viv

## help: print this list
help:
	sed -n 's/^## /  make /p' Makefile
