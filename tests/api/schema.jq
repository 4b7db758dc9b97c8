# SPDX-License-Identifier: GPL-2.0-or-later
# What is wrong with an answer by a schema of $root, an OpenAPI description: one line each.
# Knows type, enum, required, properties, additionalProperties, items and $ref.
def is_type($t): if $t == "integer" then type == "number" and . == floor else type == $t end;
def faults($root; $schema; $at):
  . as $value
  | if $schema["$ref"] then
      faults($root; $root | getpath($schema["$ref"] | ltrimstr("#/") | split("/")); $at)
    else
      (if $schema.type and ([$schema.type] | flatten | any(. as $t | $value | is_type($t)) | not)
       then "\($at): \(tojson) is no \($schema.type | tojson)" else empty end),
      (if $schema.enum and ($schema.enum | index([$value]) == null)
       then "\($at): \(tojson) is none of \($schema.enum | tojson)" else empty end),
      (if type == "object" then
        ($schema.required // [] | .[] | . as $key | select($value | has($key) | not) |
          "\($at): \($key) is missing"),
        (to_entries[] | .key as $key | .value |
          if $schema.properties | has($key)? then faults($root; $schema.properties[$key]; "\($at).\($key)")
          elif $schema.additionalProperties == false then "\($at): \($key) is not known"
          elif ($schema.additionalProperties | type) == "object"
          then faults($root; $schema.additionalProperties; "\($at).\($key)")
          else empty end)
       elif type == "array" and $schema.items then
        to_entries[] | .key as $i | .value | faults($root; $schema.items; "\($at)[\($i)]")
       else empty end)
    end;
