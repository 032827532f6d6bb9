using StreamSql.Core.Diagnostics;
using StreamSql.Core.Text;
using StreamSql.Parser.Ast;

namespace StreamSql.Parser;

/// <summary>A script of which some statements may be wrong.</summary>
/// <param name="Statements">Those that are right, in order.</param>
/// <param name="Errors">What is wrong with the others, in the order of the text.</param>
/// <param name="Broken">Where the others are.</param>
public sealed record ParsedScript(IReadOnlyList<Statement> Statements, IReadOnlyList<Diagnostic> Errors, IReadOnlyList<TextSpan> Broken);
