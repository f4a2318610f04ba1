# The entry points: `make run`, `make test`, `make install PREFIX=…`.
PREFIX ?= /usr/local
SWIFT ?= swift
# Linked for a fixed address, the program starts a millisecond sooner and needs 2 MiB less. With the static Swift runtime,
# ninety thousand addresses would otherwise be relocated at each start.
FIXED := $(if $(filter Linux,$(shell uname -s)),-Xswiftc -Xclang-linker -Xswiftc -no-pie)
# Link the C++ runtime statically too, if there is a static one: resolving its symbols at each start takes most of a
# millisecond. The linker prefers the library in the first folder on its search path.
CXX_RUNTIME := $(lastword $(sort $(wildcard /usr/lib/gcc/$(shell uname -m)-linux-gnu/*/libstdc++.a)))
INSIDE := $(if $(CXX_RUNTIME),-Xlinker -L$(CURDIR)/.build/inside)
BUILD := $(SWIFT) build -c release --static-swift-stdlib $(FIXED) $(INSIDE) --product sextant
# The path of the release build; computed only by rules that need it.
BINARY = $(shell $(BUILD) --show-bin-path)/sextant

.PHONY: run build test install uninstall setup setup-test lint format bench pictures clean

## run: install what is missing, build the program, open it
run: build
	@$(BINARY) $(ARGS)

## build: a release build with the static Swift runtime
build: setup
	@if [ -n "$(CXX_RUNTIME)" ]; then mkdir -p .build/inside && ln -sf "$(CXX_RUNTIME)" .build/inside/; fi
	$(BUILD)

## test: install what is missing, check the style, run all tests
test: setup-test lint
	./Tests/run

## install: install the stripped program, the assessments, the manual page and completions below PREFIX
install: build
	install -d "$(DESTDIR)$(PREFIX)/bin" "$(DESTDIR)$(PREFIX)/share/sextant"
	install -s -m 755 "$(BINARY)" "$(DESTDIR)$(PREFIX)/bin/sextant"
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
	rm -f "$(DESTDIR)$(PREFIX)/bin/sextant" \
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
