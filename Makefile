# The entry points: `make run`, `make test`, `make install PREFIX=…`.
PREFIX ?= /usr/local
SWIFT ?= swift
# No other program calls into this one, so its symbols need no names at run time (that saves 1.4 MB), and equal pieces
# of the program are kept once. Relocations are packed (2.3 MB). The C++ library goes into the program like Swift's own,
# where the system has it as an archive: to look up its names at each start takes half a millisecond. Nothing in the
# program throws a C++ exception or lists its callers, so the index for that (0.9 MB) is left out.
CXX_ARCHIVE := $(lastword $(sort $(wildcard /usr/lib/gcc/*/*/libstdc++.a)))
# So do SQLite, ncurses and zlib; the dynamic linker then has four files less to map and bind.
OTHER_ARCHIVES := $(foreach name,sqlite3 ncursesw tinfo z,$(firstword $(wildcard \
  /usr/lib/$(shell uname -m)-linux-gnu/lib$(name).a /usr/lib64/lib$(name).a /usr/lib/lib$(name).a)))
ARCHIVES := $(CURDIR)/.build/archives
# Functions that a start calls lie side by side, so that the system maps a few pieces of the program instead of two
# hundred; `Benchmarks/start-order` lists them. Names that the program no longer has are ignored.
START_ORDER := $(CURDIR)/Benchmarks/start.order
LINKING := -Xswiftc -use-ld=lld -Xlinker --no-export-dynamic -Xlinker --icf=safe -Xlinker -O2 \
  -Xlinker --no-eh-frame-hdr \
  -Xlinker -z -Xlinker pack-relative-relocs \
  -Xlinker --symbol-ordering-file=$(START_ORDER) -Xlinker --no-warn-symbol-ordering \
  $(if $(CXX_ARCHIVE),-Xlinker -L$(ARCHIVES) -Xlinker -l:libgcc_eh.a -Xlinker --as-needed)
# Types such as a dictionary of some value are asked for by function, not by name: to find one by name searches all
# conformances of the program, which takes a tenth of a millisecond for each type at every start. Nothing lies beside
# the program, so the dynamic linker needn't look there either.
STARTING := -Xswiftc -Xfrontend -Xswiftc -disable-concrete-type-metadata-mangled-name-accessors --disable-local-rpath
RELEASE := $(SWIFT) build -c release --static-swift-stdlib $(STARTING) $(LINKING)
BUILD := $(RELEASE) --product sextant
# The path of the release build; computed only by rules that need it.
BINARY = $(shell $(BUILD) --show-bin-path)/sextant
# The jail is C alone. Linked statically, and without Swift's runtime, it starts in half a millisecond; each run of code
# pays for that. It lies beside the program, which looks for it there.
JAIL = $(dir $(BINARY))sextant-jail
JAIL_CC := $(or $(shell command -v cc),clang)
COMPILE_JAIL = $(JAIL_CC) -O2 -Wall -Wextra -Wpedantic -Werror -o "$(JAIL)" Sources/sextant-jail/*.c

.PHONY: run build archives test test-report anki lives signature install uninstall setup setup-test setup-report lint format bench pictures clean

## run: install what is missing, build the program, open it
run: build
	@$(BINARY) $(ARGS)

## build: a release build with the static Swift runtime
build: setup archives
	$(BUILD)
	@if [ "$$(uname -s)" = Linux ]; then $(COMPILE_JAIL) -static 2>/dev/null || $(COMPILE_JAIL); fi

## test: install what is missing, check the style, run all tests
test: setup-test lint
	./Tests/run

## test-report: open the HTML report in a real browser; `make test-report PICTURES=DIR` keeps pictures of it
test-report: setup-report build
	./Tests/Report/run "$(BINARY)" $(if $(PICTURES),--pictures "$(PICTURES)")

## anki: let Anki's own library read the bank as a deck
anki: setup-test build
	./Tests/Anki/run "$(BINARY)"

## lives: run thousands of simulated lives with the program, such as `make lives LIVES=100000`
lives: setup archives
	$(RELEASE) --product lives
	"$$($(RELEASE) --show-bin-path)/lives" $(or $(LIVES),2000)

## signature: check that the measurement is as it was: 200 placements on a frozen bank
signature: build
	@new="$$("$(BINARY)" --assessments Assessments simulate --signature)"; \
	old="$$(cat Tests/signature)"; \
	if [ "$$new" = "$$old" ]; then echo "The signature of the measurement is $$new."; else \
	  echo "The signature of the measurement is $$new, and Tests/signature says $$old."; \
	  echo "If the change is meant, replace the number, and say in the commit why the new one is better."; exit 1; fi

archives:
	@if [ -n "$(CXX_ARCHIVE)" ]; then \
	  mkdir -p "$(ARCHIVES)" && ln -sf $(CXX_ARCHIVE) $(OTHER_ARCHIVES) "$(ARCHIVES)/"; fi

## install: install the stripped program, its jail, the assessments, the manual page and completions below PREFIX
install: build
	install -d "$(DESTDIR)$(PREFIX)/bin" "$(DESTDIR)$(PREFIX)/share/sextant"
	# Written in one go, the file lies in large pieces of the system's memory, and starts half a millisecond sooner.
	strip -o "$(BINARY).stripped" "$(BINARY)"
	install -m 755 "$(BINARY).stripped" "$(DESTDIR)$(PREFIX)/bin/sextant"
	rm -f "$(BINARY).stripped"
	if [ -e "$(JAIL)" ]; then install -m 755 -s "$(JAIL)" "$(DESTDIR)$(PREFIX)/bin/sextant-jail"; fi
	rm -rf "$(DESTDIR)$(PREFIX)/share/sextant/Assessments"
	cp -R Assessments "$(DESTDIR)$(PREFIX)/share/sextant/Assessments"
	install -d "$(DESTDIR)$(PREFIX)/share/bash-completion/completions" \
	  "$(DESTDIR)$(PREFIX)/share/zsh/site-functions" "$(DESTDIR)$(PREFIX)/share/fish/vendor_completions.d"
	install -d "$(DESTDIR)$(PREFIX)/share/man/man1"
	"$(BINARY)" manual > "$(DESTDIR)$(PREFIX)/share/man/man1/sextant.1"
	"$(BINARY)" --generate-completion-script bash > "$(DESTDIR)$(PREFIX)/share/bash-completion/completions/sextant"
	"$(BINARY)" --generate-completion-script zsh > "$(DESTDIR)$(PREFIX)/share/zsh/site-functions/_sextant"
	"$(BINARY)" --generate-completion-script fish > "$(DESTDIR)$(PREFIX)/share/fish/vendor_completions.d/sextant.fish"

## uninstall: remove what `install` put there
uninstall:
	rm -f "$(DESTDIR)$(PREFIX)/bin/sextant" "$(DESTDIR)$(PREFIX)/bin/sextant-jail" \
	  "$(DESTDIR)$(PREFIX)/share/man/man1/sextant.1" \
	  "$(DESTDIR)$(PREFIX)/share/bash-completion/completions/sextant" \
	  "$(DESTDIR)$(PREFIX)/share/zsh/site-functions/_sextant" \
	  "$(DESTDIR)$(PREFIX)/share/fish/vendor_completions.d/sextant.fish"
	rm -rf "$(DESTDIR)$(PREFIX)/share/sextant"

## setup: install the system packages that building needs
setup:
	@./Tests/setup build

## setup-test: install the system packages that the tests need
setup-test:
	@./Tests/setup test

## setup-report: install the browser that the report is tested in
setup-report:
	@./Tests/setup report

## lint: check the style of the code, strictly
lint:
	$(SWIFT) format lint --strict --recursive --parallel Package.swift Sources Tests

## format: fix the style in place
format:
	$(SWIFT) format --in-place --recursive --parallel Package.swift Sources Tests

## bench: compare speed with other programs on this machine
bench: build
	./Benchmarks/run

## pictures: draw the pictures of the README with the program itself
pictures: build
	./docs/make-pictures "$(BINARY)"

clean:
	$(SWIFT) package clean
