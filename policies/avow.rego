# The rules of Avow as policy: the same questions, in the same order, as its own
# (server/src/modules/members/decide-by-role.ts). The tables come from data.json, which `npm run generate` writes.
#
#   opa eval -d policies 'data.avow.decision' -i input.json
#   opa build -t wasm -e avow/decision -o bundle.tar.gz policies/avow.rego
package avow

import rego.v1

kinds := {"public", "subject", "self", "session", "operator"}

default decision := {"allow": false, "rule": "default", "obligations": []}

decision := {"allow": true, "rule": concat("", ["kind.", input.action]), "obligations": []} if {
	input.action in kinds
	kind_allows
} else := {"allow": false, "rule": concat("", ["kind.", input.action]), "obligations": []} if {
	input.action in kinds
} else := {"allow": false, "rule": "suspended", "obligations": []} if {
	input.principal.suspended
} else := {"allow": false, "rule": "member.required", "obligations": []} if {
	not input.principal.role
	not input.principal.support
} else := {"allow": false, "rule": "support.operator_required", "obligations": []} if {
	not input.principal.role
	not support_asker
} else := {"allow": false, "rule": "support.read_only", "obligations": []} if {
	not input.principal.role
	not only_reads
} else := {"allow": false, "rule": "support.area", "obligations": []} if {
	not input.principal.role
	not area in input.principal.support.areas
} else := {"allow": true, "rule": concat("", ["support.", input.principal.support.id]), "obligations": ["audit"]} if {
	not input.principal.role
} else := {"allow": false, "rule": granted.rule, "obligations": []} if {
	not granted.allow
} else := {"allow": false, "rule": "key.session_only", "obligations": []} if {
	input.principal.scopes
	input.action in data.avow_tables.session_only
} else := {"allow": false, "rule": "key.scope", "obligations": []} if {
	input.principal.scopes
	not input.action in input.principal.scopes
} else := {"allow": true, "rule": granted.rule, "obligations": []} if {
	granted.allow
}

# Permissions that belong to a kind of caller, not to a role.

kind_allows if input.action == "public"

kind_allows if {
	input.action == "subject"
	input.principal.kind == "user"
	may_act_as_self
}

kind_allows if {
	input.action == "self"
	input.principal.kind == "user"
	may_act_as_self
	not input.principal.suspended
}

kind_allows if {
	input.action == "session"
	input.principal.kind == "user"
	not input.principal.scopes
	not input.principal.suspended
}

kind_allows if {
	input.action == "operator"
	input.principal.kind == "user"
	input.principal.operator
	not input.principal.scopes
	not input.principal.suspended
}

# A device that acts for somebody has scopes; a person at a browser has none.

may_act_as_self if not input.principal.scopes

may_act_as_self if "self" in input.principal.scopes

# Support: the operator looks, where an organization let them.

area := split(input.action, ".")[0]

support_asker if {
	input.principal.kind == "user"
	input.principal.operator
}

only_reads if {
	input.context.read
	endswith(input.action, ".read")
}

# Roles: one of Avow's own, else the first of the organization's own whose conditions are met.

patterns := [pattern |
	some pattern in data.avow_tables.roles[input.principal.role]
	covers(pattern)
]

custom := [role |
	some role in input.principal.custom_roles
	input.action in role.permissions
]

met := [role |
	some role in custom
	count(unmet(role)) == 0
]

granted := {"allow": true, "rule": concat("", ["role.", input.principal.role, ":", patterns[0]])} if {
	count(patterns) > 0
} else := {"allow": true, "rule": concat("", ["custom_role.", met[0].id])} if {
	count(met) > 0
} else := {"allow": false, "rule": concat("", ["custom_role.", custom[0].id, ":", unmet(custom[0])[0].attribute])} if {
	count(custom) > 0
} else := {"allow": false, "rule": concat("", ["role.", input.principal.role])}

covers(pattern) if pattern == "*"

covers(pattern) if pattern == input.action

covers(pattern) if {
	endswith(pattern, ".*")
	startswith(input.action, trim_suffix(pattern, "*"))
}

# Conditions. One that names permissions concerns only those.

unmet(role) := [condition |
	some condition in role.conditions
	concerns(condition)
	not is_met(condition)
]

concerns(condition) if not condition.permissions

concerns(condition) if input.action in condition.permissions

is_met(condition) if {
	condition.attribute == "channel"
	input.resource.channel in condition["in"]
}

is_met(condition) if {
	condition.attribute == "campaign"
	input.resource.campaign in condition["in"]
}

is_met(condition) if {
	condition.attribute == "country"
	input.resource.country in condition["in"]
}

is_met(condition) if {
	condition.attribute == "amount"
	input.resource.amount <= condition.at_most
}

is_met(condition) if {
	condition.attribute == "hour"
	hour_in(input.context.hours[condition.time_zone], condition.from, condition.to)
}

hour_in(hour, from, to) if {
	from <= to
	from <= hour
	hour < to
}

hour_in(hour, from, to) if {
	from > to
	from <= hour
}

hour_in(hour, from, to) if {
	from > to
	hour < to
}
