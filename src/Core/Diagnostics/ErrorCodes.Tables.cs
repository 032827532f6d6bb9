namespace StreamSql.Core.Diagnostics;

/// <content>What can be wrong with connectors, options and settings.</content>
public static partial class ErrorCodes
{
    private static IReadOnlyList<ErrorCode> Tables =>
    [
        new("SS4001", "HV00J", "A table does not say which connector it is of.", "Write 'connector' = '…' in WITH."),
        new("SS4002", "HV024", "A connector does not exist.", "Check the name; docs/connectors.md has all."),
        new("SS4003", "HV024", "A format does not exist.", "Check the name; docs/connectors.md has all."),
        new("SS4004", "HV00D", "A connector or format does not have an option.", "Check the name; docs/connectors.md has all."),
        new("SS4005", "HV00J", "A connector or format needs an option.", "Add it to WITH."),
        new("SS4006", "HV024", "An option's value is malformed.", "Write it in the form that the message shows."),
        new("SS4007", "HV00D", "Two options exclude each other.", "Keep one."),
        new("SS4008", "HV024", "An option's value cannot be used.", "The message says why."),
        new("SS4101", "42703", "A connector does not have a metadata column.", "Check the key; the message has all."),
        new("SS4102", "42809", "A metadata column would be written that can only be read.", "Declare it METADATA VIRTUAL."),
        new("SS4110", "0A000", "A format cannot hold values of a type.", "Use another type or format."),
        new("SS4120", "58P01", "The path of a table of files does not exist.", "Check it; relative paths start at the script's directory."),
        new("SS4121", "42809", "Rows would be written to a path that is a file.", "Name a directory."),
        new("SS4122", "42703", "PARTITIONED BY names something that is no stored column.", "Name a physical column."),
        new("SS4130", "42703", "An option of datagen is about a field that the table does not have.", "Check the name."),
        new("SS4201", "42704", "A setting under streamsql. does not exist.", "Check the name; docs/settings.md has all."),
        new("SS4202", "22023", "A setting's value is malformed.", "Write it in the form that the message shows."),
        new("SS4203", "01000", "A setting has no effect: it is none of Flink's that StreamSQL knows.", "Check the name; docs/settings.md has all."),
    ];

    private static IReadOnlyList<ErrorCode> Kafka =>
    [
        new("SS4401", "HV00D", "A client setting is refused because it loads code, runs programs or reads files.", "Leave it out."),
        new("SS4402", "HV00D", "A client setting does not exist.", "Check the name."),
        new("SS4403", "HV00J", "An option needs another.", "Add the other."),
        new("SS4404", "HV00J", "A table does not say which topics it has.", "Write 'topic' or 'topic-pattern'."),
        new("SS4405", "HV00J", "A table does not say how its messages are written.", "Write 'format' or 'value.format'."),
        new("SS4406", "HV024", "A list of offsets is malformed.", "Write it as 'partition:0,offset:42;partition:1,offset:300'."),
        new("SS4407", "HV024", "Offsets per partition are given for several topics.", "Make a table for each topic."),
        new("SS4408", "HV024", "A key field is no column of the payload.", "Check the name."),
        new("SS4409", "HV024", "A key field does not start with the prefix.", "Rename the column, or leave the prefix out."),
        new("SS4410", "HV024", "A prefix is given for key fields that are in the value too.", "Set 'value.fields-include' to 'EXCEPT_KEY'."),
        new("SS4411", "0A000", "A table of a format that holds inserts alone has a primary key.", "Leave it out, or use a format that carries changes."),
        new("SS4412", "0A000", "Exactly-once delivery to Kafka is asked for, which is not there yet.", "Use 'at-least-once' and let readers drop repeated rows."),
        new("SS4413", "HV024", "A partitioner of one's own is named.", "Use 'default', 'fixed' or 'round-robin'."),
        new("SS4414", "HV024", "Rows with a key would be spread over all partitions.", "Use 'default'."),
        new("SS4415", "HV024", "A topic pattern is no regular expression.", "Correct it; dots of a name are written \\."),
        new("SS4416", "0A000", "A metadata column would be written that can only be read.", "Declare it METADATA VIRTUAL."),
        new("SS4417", "0A000", "A message's headers would be written from two columns.", "Declare one of them METADATA VIRTUAL."),
        new("SS4418", "HV00J", "Rows do not say which of several topics they go to.", "Add a column topic STRING METADATA, or name one topic."),
        new("SS4419", "HV024", "The client's login configuration cannot be read.", "Set mechanism, user name and password by their own options."),
        new("SS4430", "28000", "The brokers do not accept the login.", "Check user, password and certificates."),
        new("SS4431", "42501", "The brokers forbid an operation.", "Have the right granted to the user."),
        new("SS4432", "HV00R", "A topic does not exist.", "Check the name, or create it."),
        new("SS4433", "55000", "A consumer group has no committed offset to start at.", "Choose another 'scan.startup.mode'."),
        new("SS4434", "HV024", "The client refuses a setting.", "Correct it as the message says."),
        new("SS4435", "HV024", "A partition has no bound among the given offsets.", "Name every partition."),
        new("SS4436", "HV024", "A start offset is outside of what the partition holds.", "Choose one between its start and end."),
        new("SS4437", "HV024", "An offset is given for a partition that does not exist.", "Check the number."),
    ];
}
