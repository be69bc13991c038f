namespace Sse.Generators.Emission;

/// <summary>Text in documentation comments.</summary>
internal static class Xml
{
    public static string Text(string text) => text.Replace("&", "&amp;").Replace("<", "&lt;").Replace(">", "&gt;");
}
