namespace Sse.Tool.Checks;

/// <summary>One thing that is checked.</summary>
internal interface ICheck
{
    CheckInfo Info { get; }

    /// <summary>Checks. It takes no longer than a few times the settings' time for an answer, and leaves every stream that it opened.</summary>
    Task<Finding> RunAsync(CheckContext context, CancellationToken cancellationToken);
}
