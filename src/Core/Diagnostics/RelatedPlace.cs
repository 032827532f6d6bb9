using StreamSql.Core.Text;

namespace StreamSql.Core.Diagnostics;

/// <summary>Another place that a diagnostic has to do with.</summary>
/// <param name="Message">What is there: <c>table 'orders' is used here</c>.</param>
/// <param name="Source">The text that the span points into; <see langword="null"/> until the statement's runner knows it.</param>
public sealed record RelatedPlace(string Message, TextSpan Span, SourceText? Source);
