using System.Reflection;
using Sse.Tests.Differential;

namespace Sse.Tests.Harness;

/// <summary>Loads a run's result and writes an event of it.</summary>
internal static class Execution
{
    public static string WriteFrame(this GeneratorRun run, string typeName, params object?[] arguments)
    {
        using var image = new MemoryStream();
        run.Output.Emit(image).Success.ShouldBeTrue();
        var type = Assembly.Load(image.ToArray()).GetType(typeName, throwOnError: true)!;
        var value = Activator.CreateInstance(type, BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic, null, arguments, null);
        return (string)typeof(Frames).GetMethod(nameof(Frames.Write))!.MakeGenericMethod(type).Invoke(null, BindingFlags.DoNotWrapExceptions, null, [value], null)!;
    }
}
