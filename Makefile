# Everything a person or a machine needs: `make run`, `make test`, `make install PREFIX=…`.
PREFIX ?= /usr/local
SWIFT ?= swift
# At a fixed place in memory the program starts a millisecond sooner and needs 2 MiB less: with the Swift runtime inside,
# ninety thousand addresses need not be mended at each start.
FIXED := $(if $(filter Linux,$(shell uname -s)),-Xswiftc -Xclang-linker -Xswiftc -no-pie)
# The C++ runtime below Swift's goes inside like Swift's own, where there is one to take: to look its names up at each
# start costs the better part of a millisecond. The linker takes what it finds in the first folder that it is told of.
CXX_RUNTIME := $(lastword $(sort $(wildcard /usr/lib/gcc/$(shell uname -m)-linux-gnu/*/libstdc++.a)))
INSIDE := $(if $(CXX_RUNTIME),-Xlinker -L$(CURDIR)/.build/inside)
BUILD := $(SWIFT) build -c release --static-swift-stdlib $(FIXED) $(INSIDE) --product sextant
# Where release builds land; asked for only by the rules that need it.
BINARY = $(shell $(BUILD) --show-bin-path)/sextant

.PHONY: run build test install uninstall setup setup-test lint format bench pictures clean

## run: set everything up, build the program, open it
run: build
	@$(BINARY) $(ARGS)

## build: the release build with the static Swift runtime
build: setup
	@if [ -n "$(CXX_RUNTIME)" ]; then mkdir -p .build/inside && ln -sf "$(CXX_RUNTIME)" .build/inside/; fi
	$(BUILD)

## test: set everything up, check the style, run all tests
test: setup-test lint
	./Tests/run

## install: the program without its symbols, the assessments and the completions below PREFIX
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

## uninstall: what `install` put there
uninstall:
	rm -f "$(DESTDIR)$(PREFIX)/bin/sextant" \
	  "$(DESTDIR)$(PREFIX)/share/man/man1/sextant.1" \
	  "$(DESTDIR)$(PREFIX)/share/bash-completion/completions/sextant" \
	  "$(DESTDIR)$(PREFIX)/share/zsh/site-functions/_sextant" \
	  "$(DESTDIR)$(PREFIX)/share/fish/vendor_completions.d/sextant.fish"
	rm -rf "$(DESTDIR)$(PREFIX)/share/sextant"

## setup: the system packages that building needs
setup:
	@./Tests/setup build

setup-test:
	@./Tests/setup test

## lint: the style of the code, strictly
lint:
	$(SWIFT) format lint --strict --recursive --parallel Package.swift Sources Tests

## format: mend the style in place
format:
	$(SWIFT) format --in-place --recursive --parallel Package.swift Sources Tests

## bench: speed beside peers on this machine
bench: build
	./Benchmarks/run

## pictures: the pictures of the README, from the program itself
pictures: build
	./docs/make-pictures "$(BINARY)"

clean:
	$(SWIFT) package clean
