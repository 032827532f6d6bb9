using StreamSql.Core.Connectors;
using StreamSql.Core.Diagnostics;
using StreamSql.Core.Text;

namespace StreamSql.Connectors.Kafka.Options;

/// <summary>What can be wrong with a Kafka table before anything is read or written: SS4401 to SS4429.</summary>
internal static class KafkaOptionErrors
{
    private const string InvalidValue = "HV024";
    private const string InvalidName = "HV00D";
    private const string Missing = "HV00J";

    /// <param name="reason">Why, from <c>because</c> on.</param>
    public static Diagnostic RefusedProperty(string property, string reason) =>
        new("SS4401", InvalidName, $"client setting '{property}' is not allowed: {reason}", TextSpan.None)
        {
            Part = new TablePart.Option(KafkaOptions.Properties + property),
        };

    public static Diagnostic UnknownProperty(string property, IEnumerable<string> known) =>
        new("SS4402", InvalidName, $"there is no client setting '{property}'", TextSpan.None)
        {
            Part = new TablePart.Option(KafkaOptions.Properties + property),
            Hint = Suggest.Closest(property, known) is { } match ? $"did you mean '{KafkaOptions.Properties}{match}'?" : null,
        };

    public static Diagnostic Needs(string option, string other) =>
        new("SS4403", Missing, $"option '{option}' needs the option '{other}'", TextSpan.None) { Part = new TablePart.Option(option) };

    public static Diagnostic NoTopic(string table) =>
        new("SS4404", Missing, $"table '{table}' says neither 'topic' nor 'topic-pattern'", TextSpan.None);

    public static Diagnostic NoFormat(string table) =>
        new("SS4405", Missing, $"table '{table}' says neither 'format' nor 'value.format'", TextSpan.None);

    public static Diagnostic MalformedOffsets(string option, string value) =>
        new("SS4406", InvalidValue, $"option '{option}' must be a list such as 'partition:0,offset:42;partition:1,offset:300', not '{value}'", TextSpan.None)
        {
            Part = new TablePart.OptionValue(option),
        };

    public static Diagnostic OffsetsOfSeveralTopics(string option) =>
        new("SS4407", InvalidValue, $"option '{option}' is about the partitions of one topic, but the table reads several", TextSpan.None)
        {
            Part = new TablePart.OptionValue(option),
        };

    public static Diagnostic UnknownKeyField(string field, IEnumerable<string> columns) =>
        new("SS4408", InvalidValue, $"key field '{field}' is not a column of the payload", TextSpan.None)
        {
            Part = new TablePart.OptionValue(KafkaOptions.KeyFields),
            Hint = Suggest.DidYouMean(field, columns),
        };

    public static Diagnostic KeyFieldWithoutPrefix(string field, string prefix) =>
        new("SS4409", InvalidValue, $"key field '{field}' does not start with the prefix '{prefix}'", TextSpan.None)
        {
            Part = new TablePart.OptionValue(KafkaOptions.KeyFields),
            Hint = $"call the column '{prefix}{field}', or leave out '{KafkaOptions.KeyFieldsPrefix}'",
        };

    public static Diagnostic PrefixOnSharedFields() =>
        new("SS4410", InvalidValue, $"option '{KafkaOptions.KeyFieldsPrefix}' needs '{KafkaOptions.ValueFieldsInclude}' = 'EXCEPT_KEY'", TextSpan.None)
        {
            Part = new TablePart.Option(KafkaOptions.KeyFieldsPrefix),
            Hint = "with 'ALL' the key's columns are in the value too, where they have no prefix",
        };

    public static Diagnostic PrimaryKey(string table, string format) =>
        new("SS4411", "0A000", $"table '{table}' cannot have a primary key: format '{format}' holds inserts alone", TextSpan.None)
        {
            Hint = "leave the PRIMARY KEY out, or use a format that carries changes, such as 'changelog-json'",
        };

    public static Diagnostic ExactlyOnce(string option) =>
        new("SS4412", "0A000", $"option '{option}' cannot be 'exactly-once': transactional writing is not available yet", TextSpan.None)
        {
            Part = new TablePart.OptionValue(option),
            Hint = "use 'at-least-once' and let readers drop repeated rows by a key, or write to the 'filesystem' connector, which is exactly-once",
        };

    public static Diagnostic CustomPartitioner(string value) =>
        new("SS4413", InvalidValue, $"option '{KafkaOptions.Partitioner}' cannot be '{value}': classes are not loaded", TextSpan.None)
        {
            Part = new TablePart.OptionValue(KafkaOptions.Partitioner),
            Hint = "use 'default', 'fixed' or 'round-robin'",
        };

    public static Diagnostic KeyedRoundRobin() =>
        new("SS4414", InvalidValue, $"option '{KafkaOptions.Partitioner}' cannot be 'round-robin' where '{KafkaOptions.KeyFields}' is set", TextSpan.None)
        {
            Part = new TablePart.OptionValue(KafkaOptions.Partitioner),
            Hint = "rows of one key would be spread over partitions and lose their order",
        };

    public static Diagnostic InvalidPattern(string pattern, string reason) =>
        new("SS4415", InvalidValue, $"option '{KafkaOptions.TopicPattern}' is not a regular expression: {reason}", TextSpan.None)
        {
            Part = new TablePart.OptionValue(KafkaOptions.TopicPattern),
        };

    public static Diagnostic ReadOnlyMetadata(string column, string key) =>
        new("SS4416", "0A000", $"column '{column}' cannot be written: metadata '{key}' can only be read", TextSpan.None)
        {
            Part = new TablePart.Column(column),
            Hint = $"declare it METADATA FROM '{key}' VIRTUAL",
        };

    /// <param name="column">The second of them.</param>
    public static Diagnostic TwoHeaderColumns(string column) =>
        new("SS4417", "0A000", "metadata 'headers' and 'header-list' cannot both be written", TextSpan.None)
        {
            Part = new TablePart.Column(column),
            Hint = "declare one of them METADATA VIRTUAL",
        };

    public static Diagnostic NoTopicColumn(string table, TopicSelection topics) =>
        new("SS4418", Missing, $"table '{table}' has {topics.Describe()}, so every row must say which topic it goes to", TextSpan.None)
        {
            Part = new TablePart.OptionValue(topics is TopicSelection.Matching ? KafkaOptions.TopicPattern : KafkaOptions.Topic),
            Hint = "add a column `topic` STRING METADATA, or name one topic",
        };

    /// <param name="reason">What is wrong with the text; never the text itself, which holds a password.</param>
    public static Diagnostic Jaas(string reason) =>
        new("SS4419", InvalidValue, $"client setting 'sasl.jaas.config' {reason}", TextSpan.None)
        {
            Part = new TablePart.OptionValue(KafkaOptions.Properties + "sasl.jaas.config"),
            Hint = "set 'properties.sasl.mechanism', 'properties.sasl.username' and 'properties.sasl.password' instead",
        };

    public static Diagnostic NoOffsets(string option, string modeOption, string mode) =>
        new("SS4403", Missing, $"mode '{mode}' needs the option '{option}'", TextSpan.None) { Part = new TablePart.OptionValue(modeOption) };
}
