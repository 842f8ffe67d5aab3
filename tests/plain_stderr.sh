#!/bin/bash
# Takes out of what a program wrote to stderr what differs from place to place: the path of this
# checkout, and addresses.
# usage: plain_stderr.sh FILE
sed -i -E "s|$(pwd -P)/||g; s/ at 0x[0-9a-fA-F]+/ at 0x.../g" "$1"
