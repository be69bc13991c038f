namespace Sse.Tool.Checks;

/// <summary>A check of what was seen of the stream that was watched, which asks for nothing more.</summary>
internal abstract class Judgement(CheckInfo info) : ICheck
{
    public CheckInfo Info { get; } = info;

    public Task<Finding> RunAsync(CheckContext context, CancellationToken cancellationToken) => Task.FromResult(Judge(context.Watched!));

    public abstract Finding Judge(Watched watched);
}
