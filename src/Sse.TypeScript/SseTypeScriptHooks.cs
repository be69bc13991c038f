namespace Sse;

/// <summary>Frameworks for which there is a module that shows a hub's events in their way.</summary>
[Flags]
public enum SseTypeScriptHooks
{
    /// <summary>None of them.</summary>
    None = 0,

    /// <summary>React: <c>sse-react.ts</c>, with hooks.</summary>
    React = 1,

    /// <summary>Vue: <c>sse-vue.ts</c>, with composables.</summary>
    Vue = 2,

    /// <summary>Svelte: <c>sse-svelte.ts</c>, with stores.</summary>
    Svelte = 4,
}
