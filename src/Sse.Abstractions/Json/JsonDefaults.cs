using System.Text.Json;

namespace Sse;

/// <summary>The options that everything is written and read by where nothing else was declared.</summary>
internal static class JsonDefaults
{
    /// <summary>The Web defaults, without the contracts of any type: those would be found by reflection.</summary>
    public static readonly JsonSerializerOptions Web = new(JsonSerializerDefaults.Web);
}
