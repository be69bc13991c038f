using Sse.Generators.Models;

namespace Sse.Generators.Emission;

/// <summary>The text of one declaration's part. One that the emitter fails on takes no other along: it gets what a refused declaration gets.</summary>
/// <param name="Text">The text.</param>
/// <param name="Failure">What the emitter failed with, or null.</param>
internal sealed record EmittedPart(string Text, Exception? Failure)
{
    private const string Refusal = "the generator failed on it";

    public static EmittedPart Of(EventModel model) => Of(() => EventEmitter.Emit(model), () => EventEmitter.Emit(model with { Refusal = Refusal }));

    public static EmittedPart Of(HubModel model) => Of(() => HubEmitter.Emit(model), () => HubEmitter.Emit(model with
    {
        Events = new EquatableArray<HubEventModel>(model.Events.Select(item => item with { Form = null, Latest = null })),
        Refusal = Refusal,
    }));

    private static EmittedPart Of(Func<string> emit, Func<string> emitRefused)
    {
        try
        {
            return new EmittedPart(emit(), Failure: null);
        }
        catch (Exception failure)
        {
            return new EmittedPart(emitRefused(), failure);
        }
    }
}
