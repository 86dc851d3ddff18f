<#-- What a person holds in FEDn's projects. No script: every action is a form. -->
<#macro form action project class="">
  <form method="post" action="${fedn.action}" class="${class}">
    <input type="hidden" name="token" value="${fedn.token}">
    <input type="hidden" name="project" value="${project.slug}">
    <input type="hidden" name="action" value="${action}">
    <#nested>
  </form>
</#macro>
<!DOCTYPE html>
<html lang="${(locale.currentLanguageTag)!"en"}">
<head>
  <meta charset="utf-8">
  <meta name="viewport" content="width=device-width, initial-scale=1">
  <meta name="robots" content="noindex, nofollow">
  <title>${msg("fednTitle")} – ${(realm.displayName)!(realm.name)}</title>
  <link rel="icon" href="data:,">
  <#if properties["styles.fedrealm"]??>
  <link rel="stylesheet" href="${url.resourcesPath}/css/fedrealm.css">
  </#if>
  <link rel="stylesheet" href="${url.resourcesPath}/css/fedn-access.css">
</head>
<body class="fedn">
  <header>
    <p class="fedn-realm">${(realm.displayName)!(realm.name)}</p>
    <nav aria-label="${msg("fednNavigation")}">
      <ul>
        <li><a href="${fedn.account}">${msg("fednAccount")}</a></li>
        <#list (locale.supported)![] as language>
        <li><a href="${fedn.action}?kc_locale=${language.languageTag}" lang="${language.languageTag}" hreflang="${language.languageTag}"<#if language.languageTag == locale.currentLanguageTag> aria-current="true"</#if>>${language.label}</a></li>
        </#list>
      </ul>
    </nav>
  </header>
  <main>
    <h1>${msg("fednTitle")}</h1>
    <p>${msg("fednSignedInAs", fedn.person)}</p>
    <#if fedn.notice?has_content>
    <p class="fedn-notice" role="status">${msg(fedn.notice)}</p>
    </#if>
    <#if fedn.environment?has_content>
    <section class="fedn-notice" aria-labelledby="fedn-environment-title">
      <h2 id="fedn-environment-title">${msg("fednEnvironment")}</h2>
      <p id="fedn-environment-help">${msg("fednEnvironmentHelp")}</p>
      <textarea readonly rows="6" spellcheck="false" autocomplete="off" aria-labelledby="fedn-environment-title" aria-describedby="fedn-environment-help">${fedn.environment}</textarea>
    </section>
    </#if>
    <#if !fedn.projects?has_content>
    <p>${msg("fednNoProjects")}</p>
    </#if>
    <#list fedn.projects as project>
    <section class="fedn-project" aria-labelledby="fedn-project-${project.slug}">
      <h2 id="fedn-project-${project.slug}">${project.name}</h2>
      <dl>
        <div><dt>${msg("fednSlug")}</dt><dd><code>${project.slug}</code></dd></div>
        <div><dt>${msg("fednRoles")}</dt><dd>${project.roles?join(", ")}</dd></div>
      </dl>
      <#if project.administered>
      <div class="fedn-actions">
        <@form action="client" project=project>
          <h3>${msg("fednNewClient")}</h3>
          <p>
            <label for="fedn-name-${project.slug}">${msg("fednName")}</label>
            <input id="fedn-name-${project.slug}" name="name" required maxlength="46" pattern="[A-Za-z0-9][A-Za-z0-9._\-]*" autocomplete="off" spellcheck="false" aria-describedby="fedn-name-help-${project.slug}">
            <small id="fedn-name-help-${project.slug}">${msg("fednNameHelp")}</small>
          </p>
          <p>
            <label for="fedn-controller-${project.slug}">${msg("fednController")}</label>
            <input id="fedn-controller-${project.slug}" name="controller" required maxlength="255" value="${project.controller}" autocomplete="off" spellcheck="false">
          </p>
          <button type="submit">${msg("fednDownload")}</button>
        </@form>
        <@form action="admin" project=project>
          <h3>${msg("fednAdminToken")}</h3>
          <p>${msg("fednAdminTokenHelp")}</p>
          <button type="submit">${msg("fednShowEnvironment")}</button>
        </@form>
      </div>
      <h3 id="fedn-tokens-${project.slug}">${msg("fednTokens")}</h3>
      <#if project.tokens?has_content>
      <div class="fedn-scroll" tabindex="0" role="region" aria-labelledby="fedn-tokens-${project.slug}">
        <table aria-labelledby="fedn-tokens-${project.slug}">
          <thead>
            <tr>
              <th scope="col">${msg("fednName")}</th>
              <th scope="col">${msg("fednRole")}</th>
              <th scope="col">${msg("fednIssuedBy")}</th>
              <th scope="col">${msg("fednIssued")}</th>
              <th scope="col">${msg("fednUsed")}</th>
              <th scope="col">${msg("fednRevoke")}</th>
            </tr>
          </thead>
          <tbody>
            <#list project.tokens as issued>
            <#assign name = issued.name?has_content?then(issued.name, msg("fednUnnamed"))>
            <tr>
              <th scope="row">${name}</th>
              <td>${issued.role}</td>
              <td>${issued.by}</td>
              <td><time datetime="${issued.issuedIso}">${issued.issued}</time></td>
              <td><time datetime="${issued.usedIso}">${issued.used}</time></td>
              <td>
                <@form action="revoke" project=project>
                  <input type="hidden" name="id" value="${issued.id}">
                  <button type="submit" class="fedn-danger" aria-label="${msg("fednRevokeOne", name, issued.role, issued.issued)}">${msg("fednRevoke")}</button>
                </@form>
              </td>
            </tr>
            </#list>
          </tbody>
        </table>
      </div>
      <#if !project.complete>
      <p>${msg("fednMore", project.tokens?size)}</p>
      </#if>
      <p><small>${msg("fednRevokeHelp", fedn.lifespan)}</small></p>
      <#else>
      <p>${msg("fednNoTokens")}</p>
      </#if>
      </#if>
    </section>
    </#list>
  </main>
</body>
</html>
