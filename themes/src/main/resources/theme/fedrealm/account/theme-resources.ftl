<#-- Overrides theme-resources.ftl of base, Keycloak 26.7.3: after the style sheets come the realm's logo, accent and name, and texts for mend.js. -->
<#-- Keep the three macros as the parent has them; only the call of brandStyle is ours. -->
<#macro renderStyles resources pathPrefix>
    <#list resources as resource>
        <link href="${pathPrefix}/${resource.path}" rel="stylesheet"<#if resource.media?has_content> media="${resource.media}"</#if><#if resource.integrity?has_content> integrity="${resource.integrity}"</#if><#if resource.crossorigin?has_content> crossorigin="${resource.crossorigin}"</#if> />
    </#list>
    <@brandStyle/>
</#macro>

<#macro renderScripts resources pathPrefix defaultScriptType="">
    <#list resources as resource>
        <script src="${pathPrefix}/${resource.path}"<#if resource.type?has_content> type="${resource.type}"<#elseif defaultScriptType?has_content> type="${defaultScriptType}"</#if><#if resource.integrity?has_content> integrity="${resource.integrity}"</#if><#if resource.crossorigin?has_content> crossorigin="${resource.crossorigin}"</#if><#if resource.hasDefer()> defer</#if><#if resource.hasAsync()> async</#if><#if resource.blocking?has_content> blocking="${resource.blocking}"</#if>></script>
    </#list>
</#macro>

<#macro renderFavicons resources pathPrefix>
    <#list resources as resource>
        <link rel="${resource.rel!"icon"}"<#if resource.type?has_content> type="${resource.type}"</#if> href="${pathPrefix}/${resource.path}"<#if resource.media?has_content> media="${resource.media}"</#if> />
    </#list>
</#macro>

<#-- Text as the inside of a CSS string in double quotes: whatever could end the string, the style
     element or the line becomes a CSS escape. -->
<#function cssString text>
  <#return text?replace("\\", "\\5c ")?replace("\"", "\\22 ")?replace("<", "\\3c ")?replace(">", "\\3e ")
      ?replace("&", "\\26 ")?replace(r"[\x00-\x1f\x7f]", " ", "r")>
</#function>

<#-- The same checks as in brand.ftl of the login theme; the two types of theme share no files. -->
<#macro brandStyle>
  <#local accent = ((realm.getAttribute("fl.brand.accent"))!"")?trim>
  <#local logo = ((realm.getAttribute("fl.brand.logo"))!"")?trim>
  <#local site = ((realm.getAttribute("fl.brand.site"))!"")?trim>
  <#local name = site?has_content?then(site, (realm.displayName)!"")>
    <style>
      :root {
        --fl-brand-name: "${cssString(name)?no_esc}";
        --fl-no-groups: "${cssString(msg("flNoGroups"))?no_esc}";
        <#if accent?matches(r"#[0-9A-Fa-f]{6}")>--fl-brand-accent: ${accent};</#if>
        <#if logo?matches(r"data:image/(png|jpeg|webp|svg\+xml);base64,[A-Za-z0-9+/]+={0,2}")
            || logo?matches(r"/[A-Za-z0-9_\-][A-Za-z0-9_.~\-]*(/[A-Za-z0-9_\-][A-Za-z0-9_.~\-]*)*")>--fl-brand-logo: url("${logo?no_esc}");</#if>
      }
    </style>
    <meta name="fl-more" content="${msg("flMore")}">
    <meta name="fl-direct-membership" content="${msg("directMembership")}">
</#macro>
