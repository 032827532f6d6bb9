namespace StreamSql.Engine.Statements;

/// <summary>Where a job stands among those of its script.</summary>
/// <param name="Left">How many there are from it on, itself included.</param>
/// <param name="IsAlone">Whether there is no other.</param>
/// <param name="Script">Stands for this execution of the script.</param>
internal readonly record struct JobPlace(int Left, bool IsAlone, object Script)
{
    /// <summary>A statement that is executed by itself.</summary>
    public static JobPlace Alone => new(1, true, new object());
}
