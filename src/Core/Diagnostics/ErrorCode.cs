namespace StreamSql.Core.Diagnostics;

/// <summary>What is known of a code beforehand, apart from any one error that has it.</summary>
/// <param name="Code">As in <see cref="Diagnostic.Code"/>.</param>
/// <param name="SqlState">As in <see cref="Diagnostic.SqlState"/>; several, separated by a comma and a blank, where one code has cases
/// that SQL clients tell apart.</param>
/// <param name="What">What is wrong, in a sentence.</param>
/// <param name="Remedy">What to do about it, in a sentence.</param>
public sealed record ErrorCode(string Code, string SqlState, string What, string Remedy);
