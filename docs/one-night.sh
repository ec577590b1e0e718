#!/usr/bin/env bash
# One night, from the first cry for help to the transcript: the whole job, said in single messages at a prompt.
# Needs no account and no network. Everything it makes lies in var/night, away from a real office's data.
set -euo pipefail

export PELITA_DATA_DIR="var/night/data" PELITA_MASTER_KEY_FILE="var/night/master.key"
rm -rf var/night

export PELITA_PASSWORD="kata-sandi-percobaan"
export PELITA_PASSWORD_BY="$PELITA_PASSWORD"
code() { grep -o 'pelita-[0-9]*'; }   # the one-time code with which a chat is linked

pelita init
ratna=$(pelita member add ratna --role koordinator | code)
sari=$(pelita member add sari --team kota | code)
dewi=$(pelita member add dewi --team kota --by ratna | code)
pelita talk --as ratna --say "$ratna"
pelita talk --as sari --say "$sari"
pelita talk --as dewi --say "$dewi"

night() { pelita talk --at "$1" "${@:2}"; }

night 22.10 --as ibu --say "suami saya bawa parang"    # danger: a person is called before anything is asked
night 22.10 --as sari                                  # sari is on duty: her phone has the page
night 22.10 --as ibu --say "kranggan" --wait 6m        # sari is silent: after five minutes dewi is called
night 22.16 --as dewi --say "1"                        # dewi accepts; what was written while waiting arrives
night 22.16 --as sari                                  # sari learns that somebody has it
night 22.17 --as ibu --say "saya di kamar sama anak"
night 22.17 --as dewi --say "Saya Dewi. Pintunya bisa dikunci?"
night 22.18 --as ibu --say "bisa, sudah"
night 22.18 --as dewi --say "Bagus. Polisi dalam perjalanan, tetap di kamar."
night 22.30 --as ibu                                   # her phone: what dewi wrote
night 22.40 --as dewi --say "#tutup dijemput polisi, aman di rumah kakak"

kasus=$(pelita case list --as dewi | head -n 1 | cut -d ' ' -f 1)
pelita case show "$kasus" --as dewi
