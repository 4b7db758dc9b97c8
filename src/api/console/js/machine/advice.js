// SPDX-License-Identifier: GPL-2.0-or-later
// What a person can do about a fault of a SIM or a modem, found by the words of its sentence.
import { t } from "../language.js";

const remedies = [
  [/PUK/i, "puk"], [/PIN/, "pin"], [/not inserted|no SIM/i, "insert"], [/SIM fail|wrong SIM/i, "sim"],
  [/credit|barred|subscri/i, "credit"], [/memory|storage|full/i, "full"],
  [/no network|not registered|emergency calls|search|network (is down|timeout|failure)|out of order|congestion|busy at/i, "signal"],
  [/message centre/i, "centre"], [/cannot (be )?open|no such (file|device)|went away|unplugged|disappeared|does not exist|is not there|was unplugged|serial port/i, "plug"],
  [/permission/i, "permission"], [/does not answer|no answer|hang|timed? ?out|killed|restart|died|crash/i, "restart"],
  [/modem/i, "restart"],
];

export function advice(said) {
  const found = remedies.find(([pattern]) => pattern.test(said));
  return found ? t(`advice.${found[1]}`) : "";
}
